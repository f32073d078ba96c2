// What goes to and fro between the app and Slack? For whoever writes the app.

import { ask } from "./api.js";
import { ICONS, el, icon } from "./dom.js";
import { drawRecord } from "./record.js";

const KEPT = 500;

export class Timeline {
  constructor(world, first, changed) {
    Object.assign(this, { world, first, changed, records: new Map(), rows: new Map(), isOpen: false, troubles: 0 });
    this.only = { words: "", who: "", kind: "", errors: false };
    this.list = el("ol", { class: "records", tabindex: "0" });
    this.head = el("header", { class: "timeline-head" });
    this.node = el("aside", { class: "timeline", id: "timeline", hidden: true, onkeydown: (event) => this.key(event) }, this.head, this.list);
  }

  get words() {
    return this.first().words;
  }

  async toggle() {
    this.isOpen = !this.isOpen;
    this.node.hidden = !this.isOpen;
    this.troubles = 0;
    this.changed();
    if (!this.isOpen) return this.back?.focus?.();
    this.back = document.activeElement;
    this.draw();
    this.head.querySelector("input").focus();
    const { records } = await ask(`traffic?limit=${KEPT}`);
    this.replace(records);
    return this.fill(true);
  }

  // Oldest first, and after them what was heard meanwhile: the first of the Map is the first to be forgotten.
  replace(records) {
    const last = records.at(-1)?.number ?? 0;
    const since = [...this.records].filter(([number]) => number > last);
    this.records = new Map([...records.map((record) => [record.number, record]), ...since]);
  }

  heard(record) {
    this.records.set(record.number, record);
    if (this.records.size > KEPT) this.forget(this.records.keys().next().value);
    if (this.isOpen) this.fillSoon();
    else if (record.error) {
      this.troubles += 1;
      this.changed();
    }
  }

  forget(number) {
    this.records.delete(number);
    this.rows.get(number)?.remove();
    this.rows.delete(number);
  }

  // The whole drawer anew: when it opens, or its reader is another one.
  draw() {
    if (!this.isOpen) return;
    const { words } = this;
    this.node.setAttribute("aria-label", words.traffic);
    this.list.setAttribute("aria-label", words.traffic);
    this.node.lang = this.first().user.locale;
    this.head.replaceChildren(el("h2", {}, words.traffic), ...this.filters(), el("button", { type: "button", class: "icon-button", "aria-label": words.closeTraffic, title: `${words.closeTraffic} (Esc)`, onclick: () => this.toggle() }, icon(ICONS.cross)));
    this.rows.clear();
    this.list.replaceChildren();
    this.fill(true);
  }

  filters() {
    const { words, world, only } = this;
    const set = (name) => (event) => {
      only[name] = event.target.type === "checkbox" ? event.target.checked : event.target.value;
      this.fill();
    };
    const select = (label, name, options) => {
      const node = el("select", { class: "control", "aria-label": label, onchange: set(name) }, options.map(([value, text]) => el("option", { value }, text)));
      node.value = only[name];
      return el("span", { class: "select" }, node);
    };
    const people = world.users.filter((user) => !user.is_bot).map((user) => [user.id, user.real_name]);
    return [
      el("input", { class: "control", type: "search", placeholder: words.search, "aria-label": words.search, value: only.words, oninput: set("words") }),
      select(words.who, "who", [["", words.everybody], ...people]),
      select(words.kind, "kind", [["", words.everyKind], ...Object.entries(words.kinds)]),
      el("label", { class: "choice" }, el("input", { type: "checkbox", checked: only.errors, onchange: set("errors") }), words.onlyErrors),
    ];
  }

  fits(record) {
    const { words, who, kind, errors } = this.only;
    if ((who && record.who !== who) || (kind && record.kind !== kind) || (errors && !record.error && !record.retry)) return false;
    return `${record.name} ${record.error ?? ""}`.toLowerCase().includes(words.toLowerCase());
  }

  fillSoon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.fill();
    });
  }

  // By the moment at which each began: an ack is noted after the calls that were made before it.
  fill(toEnd = false) {
    const { scrollHeight, scrollTop, clientHeight } = this.list;
    const isReading = this.list.querySelector("[aria-expanded=true]");
    const follow = toEnd || (!isReading && scrollHeight - scrollTop - clientHeight < 60);
    const sorted = [...this.records.values()].sort((a, b) => a.at - b.at || a.number - b.number);
    const began = new Map(sorted.filter((one) => one.kind === "envelope").flatMap((one) => one.passes.map((pass) => [pass, one])));
    const wanted = sorted.filter((one) => this.fits(one)).map((one) => this.row(one, began));
    wanted.forEach((node, index) => this.list.children[index] !== node && this.list.insertBefore(node, this.list.children[index] ?? null));
    while (this.list.children.length > wanted.length) this.list.lastChild.remove();
    if (!wanted.length) this.list.append(el("li", { class: "empty" }, this.words.noTraffic));
    if (follow) this.list.scrollTop = this.list.scrollHeight;
  }

  row(record, began) {
    const cause = record.kind === "envelope" ? null : record.passes.map((pass) => began.get(pass)).find(Boolean);
    const old = this.rows.get(record.number);
    if (old && (!cause || old.dataset.cause)) return old;
    const node = drawRecord(record, cause, this.first().context);
    this.rows.set(record.number, node);
    return node;
  }

  key(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.stopPropagation();
    this.toggle();
  }
}
