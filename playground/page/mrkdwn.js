// How does Slack's mrkdwn look?

import * as clock from "./clock.js";
import { el, link } from "./dom.js";
import { EMOJI } from "./emoji.js";
import { pictograph } from "./pictographs.js";

const FENCE = /```([\s\S]*?)```/g;
const TOKEN = /<([^<>\n]+)>|`([^`\n]+)`|:([a-z0-9_+-]+):/g;
// As in Slack, a mark counts only beside a space, punctuation or an edge: "*今天*很忙" stays as it is written.
const STYLES = [
  [/(^|[\s\p{P}\p{S}\u0002])\*(?!\s)([^*\n]*?[^\s*])\*(?=$|[\s\p{P}\p{S}\u0001])/gu, "strong"],
  [/(^|[\s\p{P}\p{S}\u0002])_(?!\s)([^_\n]*?[^\s_])_(?=$|[\s\p{P}\p{S}\u0001])/gu, "em"],
  [/(^|[\s\p{P}\p{S}\u0002])~(?!\s)([^~\n]*?[^\s~])~(?=$|[\s\p{P}\p{S}\u0001])/gu, "s"],
];

export function mrkdwn(text, context) {
  const nodes = [];
  let last = 0;
  for (const fence of text.matchAll(FENCE)) {
    nodes.push(...paragraphs(text.slice(last, fence.index).replace(/\n$/, ""), context));
    nodes.push(el("pre", {}, unescaped(fence[1].replace(/^\n|\n$/g, ""))));
    last = fence.index + fence[0].length;
    if (text[last] === "\n") last += 1;
  }
  nodes.push(...paragraphs(text.slice(last), context));
  return nodes;
}

function paragraphs(text, context) {
  const nodes = [];
  let quote = null;
  text.split("\n").forEach((line, index) => {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if (quoted) {
      if (!quote) nodes.push((quote = el("blockquote")));
      else quote.append(el("br"));
      quote.append(...inline(quoted[1], context));
      return;
    }
    if (index > 0 && !quote) nodes.push(el("br"));
    quote = null;
    nodes.push(...inline(line, context));
  });
  return nodes;
}

// Tokens (links, mentions, code, emoji) are cut out first, so that styles cannot reach into them.
function inline(text, context) {
  const tokens = [];
  const bare = text.replace(TOKEN, (whole, bracket, code, emoji) => {
    const node = bracket ? reference(bracket, context) : code ? el("code", {}, unescaped(code)) : emojiNode(emoji);
    if (!node) return whole;
    tokens.push(node);
    return `\u0001${tokens.length - 1}\u0002`;
  });
  return styled(bare, tokens, 0);
}

function styled(text, tokens, depth) {
  if (depth >= STYLES.length) return restored(text, tokens);
  const [pattern, tag] = STYLES[depth];
  const nodes = [];
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    const start = match.index + match[1].length;
    nodes.push(...styled(text.slice(last, start), tokens, depth + 1));
    nodes.push(el(tag, {}, ...styled(match[2], tokens, depth + 1)));
    last = match.index + match[0].length;
  }
  if (last < text.length) nodes.push(...styled(text.slice(last), tokens, depth + 1));
  return nodes;
}

function restored(text, tokens) {
  return text.split(/\u0001(\d+)\u0002/).flatMap((part, index) => (index % 2 ? tokens[Number(part)] : part ? unescaped(part) : []));
}

function reference(inside, context) {
  const [target, label] = splitOnce(inside, "|");
  if (/^@[UW]/.test(target)) return mention("@" + context.userName(target.slice(1)), target.slice(1) === context.me);
  if (/^#C/.test(target)) return mention("#" + (context.channelName(target.slice(1)) || label || "?"));
  if (target.startsWith("!date^")) return dateNode(target, label, context);
  if (target.startsWith("!subteam^")) return mention(label || "@" + context.groupName(target.split("^")[1]));
  if (/^!(here|channel|everyone)/.test(target)) return mention("@" + target.slice(1), true);
  if (/^(https?:|mailto:|tel:)/i.test(target)) return link(unescaped(target), unescaped(label || target.replace(/^mailto:/, "")));
  return null;
}

export const mention = (text, loud = false) => el("span", { class: loud ? "mention loud" : "mention" }, text);

export function emojiNode(name) {
  const base = name.replace(/::skin-tone-\d/, "");
  const shown = pictograph(base) ?? EMOJI[base];
  return shown ? el("span", { class: "emoji", role: "img", "aria-label": base.replaceAll("_", " ") }, shown) : null;
}

function dateNode(target, fallback, context) {
  const [, seconds, format, url] = target.split("^");
  const shown = formatDate(Number(seconds), format, context) ?? fallback ?? "";
  const node = el("time", { datetime: new Date(Number(seconds) * 1000).toISOString() }, shown);
  return url ? link(url, node) : node;
}

export function formatDate(seconds, format, { locale, tz, words }) {
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) return null;
  const say = (options) => new Intl.DateTimeFormat(locale, { timeZone: tz, ...options }).format(at);
  const long = { year: "numeric", month: "long", day: "numeric" };
  const forms = {
    date_num: () => new Intl.DateTimeFormat("sv-SE", { timeZone: tz }).format(at),
    date_slash: () => say({ year: "numeric", month: "2-digit", day: "2-digit" }),
    date: () => say(long),
    date_short: () => say({ year: "numeric", month: "short", day: "numeric" }),
    date_long: () => say({ weekday: "long", ...long }),
    day_divider_pretty: () => say({ weekday: "long", month: "long", day: "numeric" }),
    time: () => say({ hour: locale === "en-US" ? "numeric" : "2-digit", minute: "2-digit" }),
    time_secs: () => say({ hour: "2-digit", minute: "2-digit", second: "2-digit" }),
    ago: () => say({ hour: "2-digit", minute: "2-digit" }),
  };
  return format.replace(/\{(\w+)\}/g, (whole, name) => {
    const pretty = name.endsWith("_pretty") && name !== "day_divider_pretty";
    if (pretty && isDay(at, 0, tz)) return words.today;
    if (pretty && isDay(at, -1, tz)) return words.yesterday;
    const form = forms[pretty ? name.slice(0, -"_pretty".length) : name];
    return form ? form() : whole;
  });
}

export function isDay(at, offset, tz) {
  const day = (moment) => new Intl.DateTimeFormat("sv-SE", { timeZone: tz }).format(moment);
  return day(at) === day(new Date(clock.now() + offset * 86400000));
}

const splitOnce = (text, mark) => {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
};

export const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

// plain_text knows emoji and nothing else.
export function plain(text) {
  return text
    .split(/(:[a-z0-9_+-]+:)/)
    .map((part) => (part.startsWith(":") && part.endsWith(":") && part.length > 2 && emojiNode(part.slice(1, -1))) || unescaped(part));
}
