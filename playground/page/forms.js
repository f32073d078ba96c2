// Which form is in front of this person?

import { act } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { el, freshId } from "./dom.js";
import { mrkdwn, plain } from "./mrkdwn.js";
import { translated } from "./words.js";

export class Forms {
  constructor(pane) {
    this.pane = pane;
    this.typed = new Map();
    this.view = null;
    this.node = el("div", { class: "veil", hidden: true, onkeydown: (event) => this.key(event) });
  }

  show(views) {
    const top = views.at(-1) ?? null;
    const wasOpen = !this.node.hidden;
    const open = new Set(views.map((view) => view.id));
    for (const id of this.typed.keys()) if (!open.has(id)) this.typed.delete(id);
    const isSame = this.view && top && this.view.id === top.id;
    this.view = top;
    this.node.hidden = !top;
    this.pane.content.inert = Boolean(top);
    if (!top) {
      this.node.replaceChildren();
      if (wasOpen) this.pane.composer.focus();
      return;
    }
    const focused = isSame ? document.activeElement?.closest?.("[data-block]")?.dataset.block : null;
    this.node.replaceChildren(this.draw(top, views.length));
    this.focusOn(focused);
  }

  focusOn(block) {
    const wrong = this.node.querySelector(".wrong");
    const same = block && this.node.querySelector(`[data-block="${CSS.escape(block)}"]`);
    const field = (wrong ?? same ?? this.node).querySelector("input, select, textarea") ?? this.node.querySelector(".form button.primary, .form-foot button");
    if (field && (this.node.contains(document.activeElement) || document.activeElement === document.body || this.pane.node.contains(document.activeElement)))
      field.focus();
  }

  typedIn(view) {
    if (!this.typed.has(view.id)) this.typed.set(view.id, {});
    return this.typed.get(view.id);
  }

  draw(view, depth) {
    const { pane } = this;
    const { words, context, world } = pane;
    const typed = this.typedIn(view);
    const surface = {
      ...pane.surface({ view_id: view.id }, () => undefined),
      errors: view.errors,
      stateOf: (block, element) => now(view.state.values[block]?.[element.action_id], typed[block]?.[element.action_id], element),
      keep: (block, element, choice) => ((typed[block.block_id] ??= {})[element.action_id] = choice),
      press: (block, element, choice, node) =>
        pane.press({ view_id: view.id, typed, block_id: block.block_id, action_id: element.action_id, selected: choice }, node),
      submit: () => view.submit && this.submit(view),
    };
    const title = freshId("form");
    const trouble = view.errors[""];
    const hasInputs = view.blocks.some((block) => block.type === "input");
    const label = (object, otherwise) => (object ? plain(object.text) : otherwise);
    const close = el("button", { type: "button", class: "btn", onclick: () => this.close(view, false) }, label(view.close, hasInputs ? words.cancel : words.close));
    const submit = view.submit && el("button", { type: "submit", class: "btn primary" }, label(view.submit));
    return el(
      "form",
      { class: `form${depth > 1 ? " stacked" : ""}`, role: "dialog", "aria-modal": "true", "aria-labelledby": title, novalidate: true, onsubmit: (event) => {
        event.preventDefault();
        this.submit(view);
      } },
      el("header", { class: "form-head" }, el("span", { class: "avatar app", "aria-hidden": "true" }, world.app.name.charAt(0)), el("h2", { id: title }, plain(view.title.text)),
        el("button", { type: "button", class: "icon-button", "aria-label": words.close, onclick: () => this.close(view, true) }, "×")),
      el("div", { class: "form-body" }, trouble && el("p", { class: "alert error", role: "alert" }, translated(trouble, words)), drawBlocks(view.blocks, surface, context)),
      el("footer", { class: "form-foot" }, close, submit),
    );
  }

  async submit(view) {
    const button = this.node.querySelector("button[type=submit]");
    if (!button || button.disabled) return;
    button.disabled = true;
    button.classList.add("busy");
    try {
      await act(this.pane.me, "submit", { view_id: view.id, typed: this.typedIn(view) });
    } catch {
      this.pane.toast(this.pane.words.cannot);
    } finally {
      button.disabled = false;
      button.classList.remove("busy");
    }
  }

  close(view, everything) {
    return act(this.pane.me, "close", { view_id: view.id, everything }).catch(() => this.pane.refresh());
  }

  key(event) {
    if (event.key === "Escape" && this.view && !this.node.querySelector(".ask")) this.close(this.view, false);
  }
}

// What was typed here wins over what the playground knows, until it has been sent.
function now(state, typed, element) {
  if (typed === undefined) return state;
  const options = [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group) => group.options)];
  const named = (value) => options.find((one) => one.value === value);
  const key = Object.keys(state ?? {}).find((one) => one.startsWith("selected_")) ?? (element.type === "rich_text_input" ? "rich_text_value" : "value");
  if (key === "selected_option") return { [key]: named(typed) };
  if (key === "selected_options") return { [key]: typed.map(named) };
  return { [key]: typed };
}

export function confirmIn(pane, confirm, then, otherwise = () => {}) {
  const { words, context } = pane;
  const back = document.activeElement;
  const done = (next) => () => {
    ask.remove();
    back?.focus?.();
    next();
  };
  const body = confirm.text.type === "mrkdwn" ? mrkdwn(confirm.text.text, context) : plain(confirm.text.text);
  const title = freshId("ask");
  const no = el("button", { type: "button", class: "btn", onclick: done(otherwise) }, plain(confirm.deny.text));
  const yes = el("button", { type: "button", class: `btn ${confirm.style ?? "primary"}`, onclick: done(then) }, plain(confirm.confirm.text));
  const ask = el(
    "div",
    { class: "veil ask", onkeydown: (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      done(otherwise)();
    } },
    el("div", { class: "form small", role: "alertdialog", "aria-modal": "true", "aria-labelledby": title, "aria-label": words.yes },
      el("header", { class: "form-head" }, el("h2", { id: title }, plain(confirm.title.text))),
      el("div", { class: "form-body text" }, body),
      el("footer", { class: "form-foot" }, no, yes)),
  );
  pane.node.append(ask);
  yes.focus();
}
