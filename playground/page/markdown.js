// How does a markdown block look? Only what apps commonly send: headings, lists, emphasis, code, links, quotes, rules.

import { el, link } from "./dom.js";
import { plain } from "./mrkdwn.js";

const INLINE = /\*\*(.+?)\*\*|__(.+?)__|\*(\S[^*]*?)\*|_(\S[^_]*?)_|~~(.+?)~~|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)/;
const TAGS = ["strong", "strong", "em", "em", "s"];

function inline(text) {
  const match = INLINE.exec(text);
  if (!match) return plain(text);
  const style = match.slice(1, 6).findIndex((part) => part !== undefined);
  const node = style >= 0 ? el(TAGS[style], {}, ...inline(match[style + 1])) : match[6] ? el("code", {}, match[6]) : link(match[8], match[7]);
  return [...plain(text.slice(0, match.index)), node, ...inline(text.slice(match.index + match[0].length))];
}

export function markdown(text) {
  const nodes = [];
  const parts = text.split(/```\w*\n?([\s\S]*?)```/);
  parts.forEach((part, index) => {
    if (index % 2) return nodes.push(el("pre", {}, part.replace(/\n$/, "")));
    return drawLines(part.split("\n"), nodes);
  });
  return nodes;
}

const cells = (line) => line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim());

// A table is lines with bars, of which the second is nothing but dashes.
function table(lines) {
  const row = (line, tag) => el("tr", {}, cells(line).map((cell) => el(tag, { scope: tag === "th" ? "col" : undefined }, ...inline(cell))));
  const body = lines.slice(2).map((line) => row(line, "td"));
  return el("div", { class: "block table-scroll", tabindex: "0", role: "group" }, el("table", {}, el("thead", {}, row(lines[0], "th")), el("tbody", {}, body)));
}

function drawLines(lines, nodes) {
  let list = null;
  for (let at = 0; at < lines.length; at += 1) {
    const isTable = lines[at].includes("|") && /^\s*\|?[\s:|-]*-[\s:|-]*\|[\s:|-]*$/.test(lines[at + 1] ?? "");
    const length = isTable ? lines.slice(at).findIndex((line) => !line.includes("|")) : 0;
    const rows = lines.slice(at, length < 0 ? undefined : at + length);
    list = isTable ? (nodes.push(table(rows)), null) : drawLine(lines[at], nodes, list);
    if (isTable) at += rows.length - 1;
  }
}

function drawLine(line, nodes, list) {
  const item = /^\s*(?:([-*+])|\d+[.)])\s+(.*)$/.exec(line);
  if (item) {
    const tag = item[1] ? "ul" : "ol";
    if (!list || list.localName !== tag) nodes.push((list = el(tag)));
    list.append(el("li", {}, ...inline(item[2])));
    return list;
  }
  const heading = /^(#{1,6})\s+(.*)$/.exec(line);
  const quote = /^>\s?(.*)$/.exec(line);
  if (heading) nodes.push(el("p", { class: "markdown-heading" }, ...inline(heading[2])));
  else if (quote) nodes.push(el("blockquote", {}, ...inline(quote[1])));
  else if (/^(-{3,}|\*{3,})$/.test(line.trim())) nodes.push(el("hr"));
  else if (line.trim()) nodes.push(el("p", {}, ...inline(line)));
  return null;
}
