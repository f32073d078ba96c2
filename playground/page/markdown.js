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
  let list = null;
  const parts = text.split(/```\w*\n?([\s\S]*?)```/);
  parts.forEach((part, index) => {
    if (index % 2) return nodes.push(el("pre", {}, part.replace(/\n$/, "")));
    for (const line of part.split("\n")) list = drawLine(line, nodes, list);
  });
  return nodes;
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
