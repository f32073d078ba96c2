// How are elements made? Data only ever becomes text nodes and attributes, never markup.

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "selected") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

let counter = 0;
const SVG = "http://www.w3.org/2000/svg";
export const icon = (path) => drawing("icon", 16, [{ d: path }]);

// A small picture of layers, each a path that is filled, drawn as a line, or both; without either it takes the text's colour.
export function drawing(name, size, layers) {
  const node = document.createElementNS(SVG, "svg");
  for (const [key, value] of [["viewBox", `0 0 ${size} ${size}`], ["aria-hidden", "true"], ["class", name]]) node.setAttribute(key, value);
  for (const { d, fill, stroke, width } of layers) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    if (fill || stroke) path.setAttribute("fill", fill ?? "none");
    if (stroke) for (const [key, value] of [["stroke", stroke], ["stroke-width", width], ["stroke-linecap", "round"], ["stroke-linejoin", "round"]]) path.setAttribute(key, value);
    node.append(path);
  }
  return node;
}

export const ICONS = {
  eye: "M8 3C4.5 3 1.8 5.4.7 8c1.1 2.6 3.8 5 7.3 5s6.2-2.4 7.3-5C14.2 5.4 11.5 3 8 3zm0 8.2A3.2 3.2 0 1 1 8 4.8a3.2 3.2 0 0 1 0 6.4zm0-1.6a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2z",
  lock: "M8 1a3.5 3.5 0 0 0-3.5 3.5V6H4a1 1 0 0 0-1 1v6.5a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1V7a1 1 0 0 0-1-1h-.5V4.5A3.5 3.5 0 0 0 8 1zm0 1.6a1.9 1.9 0 0 1 1.9 1.9V6H6.1V4.5A1.9 1.9 0 0 1 8 2.6z",
  bolt: "M9.5 1 3 9h4l-1 6 7-8.5H9z",
  send: "M1.7 2.2 14.8 8 1.7 13.8l1.4-4.7L9 8 3.1 6.9z",
  file: "M3.5 1h6L13 4.500V14a1 1 0 0 1-1 1H3.500a1 1 0 0 1-1-1V2a1 1 0 0 1 1-1zM9 2.400V5h2.600zM5 7.500v1.200h5.500V7.500zm0 2.700v1.200h5.500v-1.200z",
  reply: "M2 2.500h12a1 1 0 0 1 1 1V11a1 1 0 0 1-1 1H8l-3.500 3v-3H2a1 1 0 0 1-1-1V3.500a1 1 0 0 1 1-1zM2.500 4v6.500H6.400v1.300L7.500 10.500h6V4z",
  smile: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 1.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11zM4.800 9h1.500a1.800 1.800 0 0 0 3.400 0h1.500a3.300 3.300 0 0 1-6.400 0zM5.900 5.200a1 1 0 1 1 0 2 1 1 0 0 1 0-2zm4.200 0a1 1 0 1 1 0 2 1 1 0 0 1 0-2z",
  pin: "M9.800 1 15 6.200l-1.500.7-3 3-.3 3-1.100 1-3.300-3.300L2.200 14.200l-1-.0.0-1 3.600-3.600L1.800 6.600l1-1.100 3-.3 3-3z",
  cross: "M4 2.900 8 6.900l4-4L13.100 4l-4 4 4 4L12 13.100l-4-4-4 4L2.900 12l4-4-4-4z",
  pulse: "M1 7.200h3L6 2l3.400 10.500L11.400 7.200H15v1.600h-2.500L9.400 15 6 5.500 5 8.800H1z",
  bulb: "M8 1a4.8 4.8 0 0 0-2.7 8.800c.5.3.7.8.7 1.300v.4h4v-.4c0-.5.2-1 .7-1.300A4.8 4.8 0 0 0 8 1zM6 12.500h4v1H6zm.8 1.900h2.400v.6H6.800z",
};

export const freshId = (prefix) => `${prefix}-${++counter}`;

const SAFE_LINK = /^(https?:|mailto:|tel:)/i;
export function link(url, ...children) {
  if (!SAFE_LINK.test(url)) return el("span", {}, ...children);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...children);
}
