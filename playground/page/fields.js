// How does each interactive element look, and what does a person's choice in it come to?

import { checkboxes, multiChannels, multiStatic, multiUsers, radios, shown } from "./choices.js";
import { el } from "./dom.js";
import { menu } from "./menu.js";

// `use.now` is the choice so far as Slack reports it; `use.change(choice)` keeps a choice, `use.act(choice)` sends it.
export function field(element, use, context) {
  const draw = DRAWN[element.type];
  return draw ? draw(element, use, context) : el("span", { class: "unknown" }, context.words.unknownBlock(element.type));
}

const textOf = (object) => (object ? object.text : "");

function button(element, use, context) {
  const press = async () => {
    if (element.url) window.open(element.url, "_blank", "noopener");
    await use.act(undefined, node);
  };
  const node = el(
    "button",
    {
      type: "button",
      class: `btn ${element.style ?? ""}`,
      "aria-label": element.accessibility_label,
      onclick: () => use.confirmed(element.confirm, press),
    },
    shown(element.text, context),
  );
  return node;
}

function select(element, use, context, options, now, convert = (value) => value) {
  const node = el("select", {
    class: "control",
    "aria-label": use.label ?? textOf(element.placeholder) ?? context.words.choose,
    ...use.described,
    onchange: () => {
      const choice = node.value === "" ? null : convert(node.value);
      const send = () => use.choose(choice, node);
      use.confirmed(element.confirm, send, () => (node.value = now ?? ""));
    },
  });
  node.append(el("option", { value: "" }, textOf(element.placeholder) || context.words.choose), ...options);
  node.value = now ?? "";
  if (node.selectedIndex < 0) node.value = "";
  return el("span", { class: "select" }, node);
}

const optionNodes = (options) => (options ?? []).map((one) => el("option", { value: one.value }, textOf(one.text)));

function staticSelect(element, use, context) {
  const groups = (element.option_groups ?? []).map((group) =>
    el("optgroup", { label: textOf(group.label) }, optionNodes(group.options)),
  );
  return select(element, use, context, [...optionNodes(element.options), ...groups], use.now?.selected_option?.value);
}

function usersSelect(element, use, context) {
  const people = context.users.filter((user) => !user.is_bot && !user.deleted);
  const options = people.map((user) => el("option", { value: user.id }, user.real_name));
  return select(element, use, context, options, use.now?.selected_user);
}

const channelSelect = (key) => (element, use, context) => {
  const options = context.channels.map((channel) => el("option", { value: channel.id }, `#${channel.name}`));
  return select(element, use, context, options, use.now?.[key]);
};

function overflow(element, use, context) {
  const press = (one) => {
    if (one.url) window.open(one.url, "_blank", "noopener");
    use.confirmed(element.confirm, () => use.act(one.value, node));
  };
  const items = (element.options ?? []).map((one) => ({ words: shown(one.text, context), detail: textOf(one.description), run: () => press(one) }));
  const node = menu(context.words.more, "⋯", items);
  return node;
}

const picker = (type, key) => (element, use, context) =>
  el("input", {
    type,
    class: "control",
    value: use.now?.[key] ?? "",
    "aria-label": use.label ?? textOf(element.placeholder),
    ...use.described,
    onchange: (event) => use.choose(event.target.value || null, event.target),
  });

// The picker speaks the person's own clock; Slack wants seconds since 1970.
function dateTime(element, use, context) {
  const seconds = use.now?.selected_date_time;
  return el("input", {
    type: "datetime-local",
    class: "control",
    value: seconds ? localStamp(seconds * 1000, context.tz) : "",
    "aria-label": use.label,
    ...use.described,
    onchange: (event) => use.choose(event.target.value ? toSeconds(event.target.value, context.tz) : null, event.target),
  });
}

const localStamp = (moment, tz) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: tz, dateStyle: "short", timeStyle: "short" }).format(moment).replace(" ", "T");

function toSeconds(stamp, tz) {
  const asIfUtc = Date.parse(`${stamp}:00Z`);
  const shift = Date.parse(`${localStamp(asIfUtc, tz)}:00Z`) - asIfUtc;
  return Math.round((asIfUtc - shift) / 1000);
}

function typed(element, use, context) {
  const many = element.multiline;
  const type = { number_input: "number", email_text_input: "email", url_text_input: "url" }[element.type] ?? "text";
  return el(many ? "textarea" : "input", {
    type: many ? undefined : type,
    rows: many ? 4 : undefined,
    class: "control wide",
    value: use.now?.value ?? "",
    placeholder: textOf(element.placeholder) || undefined,
    min: element.min_value,
    max: element.max_value,
    step: element.type === "number_input" ? (element.is_decimal_allowed ? "any" : "1") : undefined,
    maxlength: element.max_length,
    "aria-label": use.label,
    ...use.described,
    oninput: (event) => use.change(event.target.value),
    onkeydown: (event) => {
      if (event.key !== "Enter" || event.isComposing || many) return;
      event.preventDefault();
      if (use.dispatches) use.choose(event.target.value, event.target);
      else use.enter?.();
    },
  });
}

// People write plain lines here; Slack's own field would let them style them.
function richInput(element, use, context) {
  const asRich = (text) => ({ type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] });
  const asText = (rich) => (rich?.elements ?? []).flatMap((part) => part.elements ?? []).map((leaf) => leaf.text ?? "").join("");
  const now = { value: asText(use.now?.rich_text_value) };
  return typed({ ...element, multiline: true }, { ...use, now, change: (text) => use.change(text ? asRich(text) : null) }, context);
}

const DRAWN = {
  button,
  workflow_button: button,
  static_select: staticSelect,
  users_select: usersSelect,
  channels_select: channelSelect("selected_channel"),
  conversations_select: channelSelect("selected_conversation"),
  multi_static_select: multiStatic,
  multi_users_select: multiUsers,
  multi_channels_select: multiChannels("selected_channels"),
  multi_conversations_select: multiChannels("selected_conversations"),
  checkboxes,
  radio_buttons: radios,
  overflow,
  datepicker: picker("date", "selected_date"),
  timepicker: picker("time", "selected_time"),
  datetimepicker: dateTime,
  plain_text_input: typed,
  number_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  rich_text_input: richInput,
};
