// Which person, or which place? One list for all such questions: typed words narrow it, arrows and Enter choose.

import { el, freshId } from "./dom.js";

// `groups`: [{ label, items: [{ id, name, detail, mark, isHere }] }]. It lies over the pane until something is chosen or Esc.
export function choose(pane, { label, groups, then }) {
  const back = document.activeElement;
  const listId = freshId("chooser");
  const state = { found: [], at: 0 };
  const list = el("div", { class: "chooser-list", role: "listbox", id: listId, "aria-label": label });
  const box = el("input", {
    class: "control wide", type: "text", role: "combobox", placeholder: label, "aria-label": label, "aria-controls": listId,
    "aria-expanded": "true", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
    oninput: () => draw(), onkeydown: (event) => key(event),
  });
  const leave = () => {
    veil.remove();
    pane.content.inert = Boolean(pane.forms.view);
    back?.focus?.();
  };
  const take = (item) => {
    leave();
    then(item);
  };
  const card = el("div", { class: "chooser", role: "dialog", "aria-modal": "true", "aria-label": label }, box, list);
  const veil = el("div", { class: "veil top", onmousedown: (event) => event.target === veil && leave() }, card);

  function draw(at = null) {
    const words = box.value.trim().toLowerCase().split(/\s+/);
    const fits = (item, group) => words.every((word) => [item.name, item.detail, item.id, group.label].join(" ").toLowerCase().includes(word));
    const left = groups.map((group) => ({ ...group, items: group.items.filter((item) => fits(item, group)) })).filter((group) => group.items.length);
    state.found = left.flatMap((group) => group.items);
    state.at = at ?? Math.max(0, box.value ? 0 : state.found.findIndex((item) => item.isHere));
    list.replaceChildren(...left.map(section));
    if (!state.found.length) list.append(el("p", { class: "empty" }, pane.words.nobody));
    box.setAttribute("aria-activedescendant", state.found.length ? `${listId}-${state.at}` : "");
    list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  function section(group) {
    return el("div", { role: "group", "aria-label": group.label }, group.label && el("h3", { "aria-hidden": "true" }, group.label), group.items.map(option));
  }

  function option(item) {
    const index = state.found.indexOf(item);
    return el(
      "div",
      { role: "option", class: "chooser-item", id: `${listId}-${index}`, "aria-selected": String(index === state.at), onclick: () => take(item) },
      el("span", { class: "mark" }, item.mark),
      el("span", { class: "chooser-name" }, item.name),
      el("small", {}, item.detail),
    );
  }

  function key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || !(step || ["Enter", "Escape", "Tab"].includes(event.key))) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") return leave();
    if (event.key === "Enter") return state.found.length && take(state.found[state.at]);
    const count = state.found.length;
    if (step && count) draw((state.at + step + count) % count);
  }

  pane.content.inert = true;
  pane.node.append(veil);
  draw();
  box.focus();
}

// In the order in which their groups first appear; whoever belongs to none comes last.
export function grouped(things, groupOf, itemOf) {
  const groups = new Map();
  for (const thing of things) groups.set(groupOf(thing), [...(groups.get(groupOf(thing)) ?? []), itemOf(thing)]);
  return [...groups].map(([label, items]) => ({ label, items })).sort((a, b) => Number(!a.label) - Number(!b.label));
}
