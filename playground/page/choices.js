// How does one choose among options that are all in sight: boxes, radio buttons, and lists of which several may be taken?

import { el, freshId } from "./dom.js";
import { mrkdwn, plain } from "./mrkdwn.js";

const MANY = 10;
const textOf = (object) => object?.text ?? "";
export const shown = (object, context) => (object?.type === "mrkdwn" ? mrkdwn(object.text, context) : plain(textOf(object)));

function choices(groups, use, context, kind, chosen) {
  const name = freshId("choice");
  const read = () => [...node.querySelectorAll("input:checked")].map((input) => input.value);
  const changed = () => use.choose(kind === "radio" ? (read()[0] ?? null) : read(), node);
  const option = (one) =>
    el(
      "label",
      { class: "choice" },
      el("input", { type: kind, name, value: one.value, checked: chosen.includes(one.value), onchange: changed }),
      el("span", {}, shown(one.text, context), one.description && el("small", {}, shown(one.description, context))),
    );
  const group = ({ label, options }) => (label ? el("div", { class: "choices", role: "group", "aria-label": textOf(label) }, el("strong", { class: "choices-label" }, textOf(label)), options.map(option)) : options.map(option));
  const node = el("div", { class: "choices", role: kind === "radio" ? "radiogroup" : "group", "aria-label": use.label, "aria-describedby": use.described["aria-describedby"] }, groups.map(group));
  return node;
}

const offered = (element) => [{ options: element.options ?? [] }, ...(element.option_groups ?? [])];

export const checkboxes = (element, use, context) =>
  choices(offered(element), use, context, "checkbox", (use.now?.selected_options ?? []).map((one) => one.value));

export const radios = (element, use, context) => choices(offered(element), use, context, "radio", [use.now?.selected_option?.value]);

function multi(element, use, context, groups, chosen) {
  const options = groups.flatMap((group) => group.options);
  const names = () => chosen.map((value) => textOf(options.find((one) => one.value === value)?.text) || value).join(context.words.comma);
  const label = el("summary", { class: "control", ...use.described, "aria-label": use.label && `${use.label}: ${names()}` });
  const say = () => label.replaceChildren(names() || textOf(element.placeholder) || context.words.choose);
  const list = choices(groups, { ...use, choose: (values, node) => {
    chosen = values;
    say();
    return use.choose(values, node);
  } }, context, "checkbox", chosen);
  say();
  const node = el("details", { class: "multi", onkeydown: (event) => {
    if (event.key !== "Escape" || !node.open) return;
    event.stopPropagation();
    node.open = false;
    label.focus();
  } }, label, el("div", { class: "multi-list" }, options.length > MANY && search(list, context), list));
  return node;
}

function search(list, context) {
  const narrow = (event) => {
    const words = event.target.value.trim().toLowerCase();
    for (const choice of list.querySelectorAll(".choice")) choice.hidden = !choice.textContent.toLowerCase().includes(words);
  };
  return el("input", { class: "control wide", type: "search", placeholder: context.words.search, "aria-label": context.words.search, oninput: narrow });
}

const asOptions = (things, word) => [{ options: things.map((thing) => ({ value: thing.id, text: { type: "plain_text", text: word(thing) } })) }];

export const multiStatic = (element, use, context) =>
  multi(element, use, context, offered(element), (use.now?.selected_options ?? []).map((one) => one.value));

export const multiUsers = (element, use, context) => {
  const people = context.users.filter((user) => !user.is_bot && !user.deleted);
  return multi(element, use, context, asOptions(people, (user) => user.real_name), use.now?.selected_users ?? []);
};

export const multiChannels = (key) => (element, use, context) =>
  multi(element, use, context, asOptions(context.channels, (channel) => `#${channel.name}`), use.now?.[key] ?? []);
