// What does one person see?

import { act, ask } from "./api.js";
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { Forms, confirmIn } from "./forms.js";
import { MessageList } from "./messages.js";
import { Notices, tip } from "./notices.js";
import { HOME, Sidebar } from "./sidebar.js";
import { Thread } from "./thread.js";
import { drawBlocks } from "./blocks.js";
import { wordsFor } from "./words.js";

// A day in the demo is long; further back is what another visit of the channel brings.
const KEPT = 400;

export class Pane {
  constructor(world, me, host, place) {
    Object.assign(this, { world, me, host, place: null, screen: null, online: true, messages: new Map(), thread: null });
    this.node = el("section", { class: "pane" });
    this.ready = this.open(me, place);
  }

  get user() {
    return this.world.users.find((user) => user.id === this.me);
  }

  // What drawing needs to know about the reader.
  get context() {
    const users = new Map(this.world.users.map((user) => [user.id, user]));
    const channels = new Map([...this.world.channels, ...(this.screen?.channels ?? [])].map((one) => [one.id, one.name]));
    return {
      me: this.me,
      locale: this.user.locale,
      tz: this.user.tz,
      words: this.words,
      users: this.world.users,
      user: (id) => users.get(id),
      userName: (id) => users.get(id)?.real_name ?? id,
      channels: this.screen?.channels ?? [],
      channelName: (id) => channels.get(id),
      groupName: (id) => this.world.usergroups.find((group) => group.id === id)?.handle ?? id,
      app: this.world.app,
    };
  }

  async open(me, place) {
    this.me = me;
    this.words = wordsFor(this.user.locale);
    this.node.lang = this.user.locale;
    this.node.dataset.person = me;
    this.screen = await ask(`${me}/screen`);
    const linked = location.hash.slice(1).split("/")[0];
    const first = this.screen.channels.find((one) => one.id === linked) ?? this.screen.channels[0] ?? this.screen.dm;
    this.build();
    await this.go(place === HOME ? HOME : first.id);
    this.host.changed();
  }

  build() {
    const { words } = this;
    this.sidebar = new Sidebar(this);
    this.title = el("h2", { class: "place-name" });
    this.topic = el("p", { class: "topic" });
    this.tabs = el("div", { class: "tabs", role: "tablist" });
    this.list = new MessageList(this);
    this.home = el("div", { class: "home", hidden: true, tabindex: "0" });
    this.composer = new Composer(this);
    this.notices = new Notices(this);
    this.tip = tip(this);
    this.banner = el("p", { class: "banner", role: "status", hidden: this.online }, words.offline);
    this.toasts = el("div", { class: "toasts", role: "status" });
    this.main = el(
      "div",
      { class: "main" },
      el("header", { class: "place" }, el("div", { class: "place-words" }, this.title, this.topic), this.tabs),
      this.banner,
      this.tip,
      this.list.node,
      this.home,
      this.composer.node,
    );
    this.forms = new Forms(this);
    this.thread = null;
    this.content = el("div", { class: "pane-content" }, this.sidebar.node, this.main);
    this.node.replaceChildren(this.content, this.notices.node, this.toasts, this.forms.node);
    this.node.setAttribute("aria-label", this.user.real_name);
    this.forms.show(this.screen.views);
  }

  get channel() {
    return [...this.screen.channels, this.screen.dm].find((one) => one.id === this.place);
  }

  async go(place) {
    if (place !== this.place) this.closeThread();
    this.place = place;
    this.notices.seen(place);
    const isHome = place === HOME;
    this.sidebar.draw();
    this.drawHead();
    this.home.hidden = !isHome;
    this.tip.hidden = isHome || place === this.screen.dm.id;
    this.list.node.hidden = this.composer.node.hidden = isHome;
    if (isHome) {
      this.drawHome();
      await act(this.me, "home");
      return;
    }
    const { messages } = await ask(`${this.me}/messages/${place}`);
    if (this.place !== place) return;
    this.messages = new Map(messages.map((message) => [message.ts, message]));
    this.list.reset();
    this.composer.moved();
    await this.markRead();
  }

  openThread(of) {
    if (!this.messages.has(of)) return;
    this.closeThread();
    this.thread = new Thread(this, of);
    this.content.append(this.thread.node);
    this.content.classList.add("threaded");
    this.thread.show();
    this.readSoon();
  }

  closeThread() {
    const { thread } = this;
    this.thread = null;
    this.content.classList.remove("threaded");
    thread?.leave();
  }

  drawHead() {
    const { words, world } = this;
    const inApp = this.place === HOME || this.place === this.screen.dm.id;
    this.title.textContent = inApp ? world.app.name : `# ${this.channel.name}`;
    this.topic.textContent = inApp ? "" : [this.channel.topic, words.people(this.channel.members)].filter(Boolean).join(" · ");
    const tab = (place, label) =>
      el("button", { type: "button", role: "tab", "aria-selected": String(this.place === place), onclick: () => this.go(place) }, label);
    this.tabs.replaceChildren(...(inApp ? [tab(HOME, words.home), tab(this.screen.dm.id, words.messages)] : []));
  }

  drawHome() {
    const view = this.screen.home;
    if (!view) {
      this.home.replaceChildren(el("p", { class: "empty" }, this.words.homeEmpty));
      return;
    }
    const surface = this.surface({ view_id: view.id }, (block, action) => view.state.values[block]?.[action]);
    this.home.replaceChildren(el("div", { class: "home-blocks" }, drawBlocks(view.blocks, surface, this.context)));
  }

  // A place where blocks stand: a message, a form or the Home. `where` says so to the playground.
  surface(where, stateOf) {
    return {
      stateOf: (block, element) => stateOf(block, element.action_id),
      keep: () => {},
      confirmed: (confirm, then, otherwise) => (confirm ? confirmIn(this, confirm, then, otherwise) : then()),
      press: (block, element, choice, node) => this.press({ ...where, block_id: block.block_id, action_id: element.action_id, selected: choice }, node),
    };
  }

  async press(body, node) {
    node?.classList.add("busy");
    try {
      const { problem } = await act(this.me, "press", body);
      if (problem) this.toast(this.words.troubleAction);
    } catch {
      this.toast(this.words.cannot);
    } finally {
      node?.classList.remove("busy");
    }
  }

  toast(text) {
    const node = el("p", { class: "toast" }, text);
    this.toasts.append(node);
    setTimeout(() => node.remove(), 5000);
  }

  hear(change) {
    if (!this.screen) return;
    if (change.kind === "message") this.hearMessage(change);
    else if (change.kind === "channel" && change.user === this.me) this.refreshSoon();
    else if ((change.kind === "view" || change.kind === "home") && change.user === this.me) this.hearScreens(change);
  }

  hearMessage({ message, members, is_new }) {
    const concernsMe = members.includes(this.me) && (message.for === null || message.for === this.me);
    if (!concernsMe) return;
    if (message.channel !== this.place) {
      this.notices.heard(message, is_new);
      return this.refreshSoon();
    }
    if (message.deleted) this.messages.delete(message.ts);
    else this.messages.set(message.ts, message);
    if (this.messages.size > KEPT) this.messages.delete(this.messages.keys().next().value);
    this.list.changed(message);
    this.thread?.list.changed(message);
    this.readSoon();
  }

  hearScreens({ views, home }) {
    Object.assign(this.screen, { views, home });
    this.forms.show(views);
    if (this.place === HOME) this.drawHome();
  }

  refreshSoon() {
    clearTimeout(this.refreshing);
    this.refreshing = setTimeout(() => this.refreshCounts(), 120);
  }

  async refreshCounts() {
    this.screen = await ask(`${this.me}/screen`);
    this.sidebar.draw();
    if (this.place !== HOME) this.list.render();
  }

  readSoon() {
    clearTimeout(this.reading);
    this.reading = setTimeout(() => this.markRead(), 120);
  }

  async markRead() {
    if (this.place === HOME) return;
    await act(this.me, "read", { channel: this.place });
    if (this.thread) await act(this.me, "read", { channel: this.place, thread_ts: this.thread.of });
    await this.refreshCounts();
  }

  refresh() {
    const place = this.place;
    this.open(this.me).then(() => place && place !== this.place && this.go(place));
  }

  setOnline(up) {
    this.online = up;
    if (this.banner) this.banner.hidden = up;
  }

  setAlone(alone) {
    this.node.classList.toggle("alone", alone);
  }

  focus() {
    this.node.scrollIntoView({ inline: "start", block: "nearest" });
    if (this.forms.view) return this.forms.node.querySelector("input, select, textarea, button")?.focus();
    return (this.place === HOME ? this.home : this.composer).focus();
  }
}
