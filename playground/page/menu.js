// How does a small menu behave? It opens in place, the arrows walk through it, and it closes when one looks elsewhere.

import { el } from "./dom.js";

export function menu(label, mark, items, name = "") {
  const node = el(
    "details",
    { class: `overflow ${name}`, onkeydown: (event) => walk(node, event), onfocusout: (event) => node.contains(event.relatedTarget) || (node.open = false) },
    el("summary", { class: name.includes("quiet") ? "icon-button" : "btn", "aria-label": label, title: label, "aria-haspopup": "menu" }, mark),
    el("div", { class: "menu", role: "menu" }, items.map((item) => row(item, () => close(node)))),
  );
  return node;
}

const row = ({ words, detail, run }, done) =>
  el("button", { type: "button", role: "menuitem", onclick: () => {
    done();
    run();
  } }, words, detail && el("small", {}, detail));

function close(node) {
  node.open = false;
  node.querySelector("summary").focus();
}

function walk(node, event) {
  if (event.key === "Escape" && node.open) {
    event.stopPropagation();
    return close(node);
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return null;
  event.preventDefault();
  event.stopPropagation();
  node.open = true;
  const items = [...node.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  return items[(at < 0 && step < 0 ? items.length - 1 : at + step + items.length) % items.length].focus();
}
