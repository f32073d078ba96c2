// How does each block look?

import { el, freshId, link } from "./dom.js";
import { field } from "./fields.js";
import { emojiNode, formatDate, mention, mrkdwn, plain } from "./mrkdwn.js";
import { markdown } from "./markdown.js";
import { translated } from "./words.js";

export function drawBlocks(blocks, surface, context) {
  return (blocks ?? []).map((block) => {
    const draw = DRAWN[block.type];
    return draw ? draw(block, surface, context) : el("p", { class: "unknown" }, context.words.unknownBlock(block.type));
  });
}

const text = (object, context) => {
  if (!object) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text, context);
  return object.text.split("\n").flatMap((line, index) => (index ? [el("br"), ...plain(line)] : plain(line)));
};

// What an element needs from the surface it stands on: its state so far, and where a choice goes.
function use(block, element, surface, extra = {}) {
  return {
    now: surface.stateOf(block.block_id, element),
    confirmed: surface.confirmed,
    act: (choice, node) => surface.press(block, element, choice, node),
    choose: (choice, node) => {
      surface.keep(block, element, choice);
      return surface.press(block, element, choice, node);
    },
    change: (choice) => surface.keep(block, element, choice),
    described: {},
    ...extra,
  };
}

function section(block, surface, context) {
  const accessory = block.accessory;
  const side = accessory && (accessory.type === "image" ? picture(accessory, "thumb") : field(accessory, use(block, accessory, surface), context));
  return el(
    "div",
    { class: `block section${side ? " with-side" : ""}${accessory && accessory.type !== "image" ? " with-control" : ""}` },
    el(
      "div",
      { class: "section-body" },
      block.text && el("div", { class: "text" }, text(block.text, context)),
      block.fields && el("div", { class: "fields" }, block.fields.map((one) => el("div", { class: "text" }, text(one, context)))),
    ),
    side && el("div", { class: "side" }, side),
  );
}

const actions = (block, surface, context) =>
  el("div", { class: "block actions" }, block.elements.map((element) => field(element, use(block, element, surface), context)));

const contextBlock = (block, surface, context) =>
  el("div", { class: "block context" }, block.elements.map((one) => (one.type === "image" ? picture(one, "tiny") : el("span", {}, text(one, context)))));

const header = (block, surface, context) => el("h3", { class: "block header" }, text(block.text, context));
const divider = () => el("hr", { class: "block" });
const markdownBlock = (block, surface, context) => el("div", { class: "block text" }, markdown(block.text, context));

const image = (block, surface, context) =>
  el("figure", { class: "block picture" }, block.title && el("figcaption", {}, text(block.title, context)), picture(block, "full"));

function picture(block, size) {
  if (!block.image_url) return missing(block);
  const node = el("img", { class: `image ${size}`, src: block.image_url, alt: block.alt_text ?? "", loading: "lazy" });
  node.addEventListener("error", () => node.replaceWith(missing(block)));
  return node;
}

// A picture that is not there, or not for this reader, leaves its words.
const missing = (block) => el("span", { class: "image missing" }, block.alt_text ?? "");

// Kinds that are groups of controls get a group's label; the others a label of their own.
function input(block, surface, context) {
  const element = block.element;
  const errorId = freshId("error");
  const error = surface.errors?.[block.block_id];
  const label = textOf(block.label);
  const id = freshId("field");
  const described = error ? { id, "aria-describedby": errorId, "aria-invalid": "true" } : { id };
  const wants = use(block, element, surface, {
    label,
    described,
    dispatches: block.dispatch_action,
    enter: surface.submit,
    choose: (choice, node) => {
      surface.keep(block, element, choice);
      return block.dispatch_action ? surface.press(block, element, choice, node) : undefined;
    },
  });
  return el(
    "div",
    { class: `block input${error ? " wrong" : ""}`, "data-block": block.block_id },
    el("label", { class: "label", for: id }, text(block.label, context), block.optional && el("span", { class: "optional" }, " ", context.words.optional)),
    field(element, wants, context),
    error && el("p", { class: "error", id: errorId, role: "alert" }, translated(error, context.words)),
    block.hint && el("p", { class: "hint" }, text(block.hint, context)),
  );
}

const textOf = (object) => object?.text ?? "";

function table(block, surface, context) {
  const align = (index) => `align-${block.column_settings?.[index]?.align ?? "left"}`;
  const cell = (one, index, tag) => el(tag, { class: align(index), scope: tag === "th" ? "col" : undefined }, cellText(one, context));
  const [first, ...rest] = block.rows ?? [];
  return el(
    "div",
    { class: "block table-scroll", tabindex: "0", role: "group" },
    el(
      "table",
      {},
      first && el("thead", {}, el("tr", {}, first.map((one, index) => cell(one, index, "th")))),
      el("tbody", {}, rest.map((row) => el("tr", {}, row.map((one, index) => cell(one, index, "td"))))),
    ),
  );
}

const cellText = (one, context) => (one.type === "rich_text" ? richText(one, null, context) : plain(String(one.text ?? one.value ?? "")));

const richText = (block, surface, context) => el("div", { class: "block text rich" }, (block.elements ?? []).map((one) => richPart(one, context)));

function richPart(part, context) {
  const inner = (part.elements ?? []).map((one) => (one.elements ? richPart(one, context) : richLeaf(one, context)));
  switch (part.type) {
    case "rich_text_list":
      return el(part.style === "ordered" ? "ol" : "ul", { class: `indent-${part.indent ?? 0}${part.border ? " bordered" : ""}`, start: part.offset ? part.offset + 1 : undefined }, inner.map((one) => el("li", {}, one)));
    case "rich_text_preformatted":
      return el("pre", {}, inner);
    case "rich_text_quote":
      return el("blockquote", {}, inner);
    default:
      return el("div", {}, inner);
  }
}

function richLeaf(leaf, context) {
  const kinds = {
    text: () => leaf.text.split("\n").flatMap((line, index) => (index ? [el("br"), line] : [line])),
    link: () => link(leaf.url, leaf.text || leaf.url),
    user: () => mention("@" + context.userName(leaf.user_id), leaf.user_id === context.me),
    channel: () => mention("#" + (context.channelName(leaf.channel_id) ?? "?")),
    emoji: () => emojiNode(leaf.name) ?? `:${leaf.name}:`,
    usergroup: () => mention("@" + context.groupName(leaf.usergroup_id)),
    color: () => el("code", {}, leaf.value),
    broadcast: () => mention("@" + leaf.range, true),
    date: () => el("time", {}, formatDate(leaf.timestamp, leaf.format ?? "{date_short}", context) ?? leaf.fallback ?? ""),
  };
  const tags = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };
  const wrap = (node, [style, on]) => (on && tags[style] ? el(tags[style], {}, node) : node);
  return Object.entries(leaf.style ?? {}).reduce(wrap, kinds[leaf.type]?.() ?? "");
}

const ALERT = { info: "info", warning: "warning", error: "error", success: "success" };
const alert = (block, surface, context) =>
  el("div", { class: `block alert ${ALERT[block.level] ?? "info"}`, role: "note" }, block.title && el("strong", {}, text(block.title, context)), text(block.text, context));

function container(block, surface, context) {
  const heading = block.title && el("div", { class: "container-title" }, text(block.title, context));
  const inside = drawBlocks(block.child_blocks ?? block.blocks, surface, context);
  if (!block.is_collapsible) return el("div", { class: "block container" }, heading, inside);
  return el("details", { class: "block container", open: !block.default_collapsed }, el("summary", {}, heading), inside);
}

const DRAWN = { section, actions, context: contextBlock, header, divider, image, input, table, rich_text: richText, markdown: markdownBlock, alert, container };
