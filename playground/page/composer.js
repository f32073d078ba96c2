// What does this person write, and which commands are there?

import { act } from "./api.js";
import { ICONS, el, freshId, icon } from "./dom.js";
import { menu } from "./menu.js";
import { fitting } from "./words.js";

const MOST_SHOWN = 8;

export class Composer {
  // Where it stands in a thread, it writes there; Slack takes no commands in threads.
  constructor(pane, thread = null) {
    Object.assign(this, { pane, thread });
    this.chosen = 0;
    this.found = [];
    const listId = freshId("commands");
    this.options = el("ul", { class: "completions", role: "listbox", id: listId, "aria-label": pane.words.commands, hidden: true });
    this.box = el("textarea", {
      rows: 1,
      role: "combobox",
      "aria-label": pane.words.composerLabel,
      "aria-autocomplete": "list",
      "aria-controls": listId,
      "aria-expanded": "false",
      oninput: () => this.typing(),
      onkeydown: (event) => this.key(event),
      onblur: () => setTimeout(() => this.hide(), 150),
    });
    const send = el("button", { type: "button", class: "send", "aria-label": pane.words.send, onclick: () => this.send() }, icon(ICONS.send));
    this.node = el("div", { class: "composer" }, this.options, el("div", { class: "composer-box" }, this.shortcuts(), this.box, send));
  }

  shortcuts() {
    const { pane } = this;
    const found = this.thread ? [] : pane.world.shortcuts.filter((one) => one.type === "global");
    if (!found.length) return null;
    const say = (text) => fitting(text ?? "", pane.words);
    const run = (callback_id) => act(pane.me, "shortcut", { callback_id }).catch(() => pane.toast(pane.words.cannot));
    const items = found.map((one) => ({ words: say(one.name), detail: say(one.description), run: () => run(one.callback_id) }));
    return menu(pane.words.shortcuts, icon(ICONS.bolt), items, "quiet shortcuts");
  }

  moved() {
    const { channel, words, world, screen } = this.pane;
    const name = channel.id === screen.dm.id ? world.app.name : `#${channel.name}`;
    this.box.placeholder = channel.is_archived ? words.archived : this.thread ? words.replyHere : words.composer(name);
    this.box.disabled = channel.is_archived;
    if (matchMedia("(hover: hover)").matches && this.pane.node.contains(document.activeElement)) this.focus();
  }

  focus() {
    this.box.focus();
  }

  write(text) {
    this.box.value = text;
    this.typing();
    this.focus();
  }

  typing() {
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, 180)}px`;
    const start = /^\/\S*$/.exec(this.box.value);
    const commands = this.thread ? [] : this.pane.world.commands;
    this.found = start ? commands.filter((one) => one.command.startsWith(start[0])).slice(0, MOST_SHOWN) : [];
    const full = /^(\/\S+)\s/.exec(this.box.value);
    const known = full && commands.find((one) => one.command === full[1]);
    this.chosen = 0;
    this.draw(known);
  }

  draw(hint) {
    const shown = hint ? [hint] : this.found;
    const say = (text) => fitting(text ?? "", this.pane.words);
    const row = (one, index) =>
      el(
        "li",
        { role: "option", id: `${this.options.id}-${index}`, "aria-selected": String(!hint && index === this.chosen), onmousedown: (event) => {
          event.preventDefault();
          this.complete(one);
        } },
        el("span", { class: "command" }, one.command, one.usage_hint && el("span", { class: "usage" }, " ", say(one.usage_hint))),
        el("span", { class: "what" }, say(one.description)),
      );
    this.options.replaceChildren(...shown.map(row));
    this.options.classList.toggle("hint", Boolean(hint));
    this.options.hidden = !shown.length;
    this.box.setAttribute("aria-expanded", String(Boolean(this.found.length)));
    if (this.found.length) this.box.setAttribute("aria-activedescendant", `${this.options.id}-${this.chosen}`);
    else this.box.removeAttribute("aria-activedescendant");
  }

  hide() {
    this.found = [];
    this.draw(null);
  }

  complete(one) {
    this.write(`${one.command} `);
  }

  key(event) {
    if (event.isComposing) return;
    if (this.found.length && ["ArrowDown", "ArrowUp", "Tab"].includes(event.key)) {
      event.preventDefault();
      if (event.key === "Tab") return this.complete(this.found[this.chosen]);
      this.chosen = (this.chosen + (event.key === "ArrowDown" ? 1 : this.found.length - 1)) % this.found.length;
      return this.draw(null);
    }
    if (event.key === "Escape" && !this.options.hidden) {
      event.preventDefault();
      return this.hide();
    }
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    const half = this.found.length && !this.found.some((one) => one.command === this.box.value.trim());
    if (half) this.complete(this.found[this.chosen]);
    else this.send();
  }

  async send() {
    const text = this.box.value.trim();
    if (!text) return;
    const channel = this.pane.place;
    const command = /^(\/\S+)\s*([\s\S]*)$/.exec(text);
    if (command && this.thread) return this.pane.toast(this.pane.words.notInThreads(command[1]));
    this.box.value = "";
    this.typing();
    this.node.classList.add("busy");
    try {
      if (command) await act(this.pane.me, "command", { command: command[1], text: command[2], channel });
      else await act(this.pane.me, "say", { text: this.mentions(text), channel, thread_ts: this.thread ?? undefined });
    } catch {
      this.pane.toast(this.pane.words.cannot);
    } finally {
      this.node.classList.remove("busy");
    }
  }

  // "@arun" becomes a mention, as it does in Slack when a name is picked.
  mentions(text) {
    const names = new Map(this.pane.world.users.flatMap((user) => [[user.name.toLowerCase(), user.id], [user.real_name.toLowerCase(), user.id]]));
    return text.replace(/@([\p{L}\p{N}_.-]+)/gu, (whole, name) => (names.has(name.toLowerCase()) ? `<@${names.get(name.toLowerCase())}>` : whole));
  }
}
