// What has been said here?

import { act } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { drawFile } from "./files.js";
import { ICONS, el, icon } from "./dom.js";
import { formatDate, mrkdwn } from "./mrkdwn.js";
import { avatar } from "./sidebar.js";
import { translated } from "./words.js";

const TOGETHER_SECONDS = 300;
const secondsOf = (message) => Number(message.ts.split(".")[0]);

export class MessageList {
  constructor(pane) {
    this.pane = pane;
    this.messages = new Map();
    this.drawn = new Map();
    this.inner = el("div", { class: "messages-inner" });
    this.node = el("div", { class: "messages", role: "log", "aria-label": pane.words.messages, tabindex: "0" }, this.inner);
  }

  reset(messages) {
    this.messages = new Map(messages.map((message) => [message.ts, message]));
    this.drawn.clear();
    this.inner.replaceChildren();
    this.render();
    this.node.scrollTop = this.node.scrollHeight;
  }

  put(message) {
    if (message.deleted) this.messages.delete(message.ts);
    else this.messages.set(message.ts, message);
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      const follow = this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < 80 || message.user === this.pane.me;
      this.render();
      if (follow) this.node.scrollTop = this.node.scrollHeight;
    });
  }

  // Replies stand below what they answer.
  ordered() {
    const all = [...this.messages.values()].sort((a, b) => (a.ts < b.ts ? -1 : 1));
    const isReply = (one) => one.thread_ts && one.thread_ts !== one.ts && this.messages.has(one.thread_ts);
    return all.filter((one) => !isReply(one)).flatMap((one) => [one, ...all.filter((reply) => isReply(reply) && reply.thread_ts === one.ts)]);
  }

  // Only what changed is drawn again, so that a half-made choice elsewhere stays as it is.
  render() {
    const { context } = this.pane;
    const wanted = [];
    let before = null;
    let day = null;
    for (const message of this.ordered()) {
      const today = formatDate(secondsOf(message), "{date_num}", context);
      if (today !== day && !this.isReply(message)) {
        wanted.push(this.cached(`day ${today}`, today, () => this.dayLine(message)));
        before = null;
      }
      day = today;
      const follows = this.follows(before, message);
      wanted.push(this.cached(message.ts, JSON.stringify([message, follows]), () => this.draw(message, follows)));
      before = message;
    }
    if (!wanted.length) wanted.push(this.cached("empty", "", () => this.nothing()));
    wanted.forEach((node, index) => this.inner.children[index] !== node && this.inner.insertBefore(node, this.inner.children[index] ?? null));
    while (this.inner.children.length > wanted.length) this.inner.lastChild.remove();
  }

  cached(key, signature, draw) {
    const old = this.drawn.get(key);
    if (old?.signature === signature) return old.node;
    const node = draw();
    this.drawn.set(key, { signature, node });
    return node;
  }

  isReply = (message) => Boolean(message.thread_ts && message.thread_ts !== message.ts);

  follows(before, message) {
    if (!before || before.user !== message.user || before.ephemeral !== message.ephemeral) return false;
    return this.isReply(before) === this.isReply(message) && secondsOf(message) - secondsOf(before) < TOGETHER_SECONDS;
  }

  nothing() {
    const { words } = this.pane;
    return el("p", { class: "empty" }, words.nothing, el("br"), this.pane.world.commands.length ? words.tryCommand : "");
  }

  dayLine(message) {
    const { context } = this.pane;
    const pretty = formatDate(secondsOf(message), "{date_long_pretty}", context);
    return el("div", { class: "day", role: "separator" }, el("span", {}, pretty));
  }

  draw(message, follows) {
    const { context, world, words } = this.pane;
    const author = context.user(message.user);
    const isApp = message.user === world.app.bot_user_id;
    const time = el("time", { datetime: new Date(secondsOf(message) * 1000).toISOString() }, formatDate(secondsOf(message), "{time}", context));
    const head = el("div", { class: "head" }, el("strong", {}, author?.real_name ?? message.user), isApp && el("span", { class: "app-mark" }, words.app), time);
    return el(
      "article",
      { class: `message${follows ? " follows" : ""}${message.ephemeral ? " whisper" : ""}${this.isReply(message) ? " reply" : ""}`, "data-ts": message.ts },
      el("div", { class: "gutter" }, follows ? time.cloneNode(true) : avatar(author, world.app)),
      el(
        "div",
        { class: "body" },
        message.ephemeral && !follows && el("div", { class: "only-you" }, icon(ICONS.eye), words.onlyYou),
        !follows && head,
        (message.text || message.blocks?.length || !message.files?.length) && this.content(message),
        message.files?.map((file) => drawFile(file, words)),
        message.edited && message.blocks?.length ? this.editedMark() : null,
      ),
      this.menu(message),
    );
  }

  content(message) {
    const { context } = this.pane;
    const own = message.blocks?.length && !(message.blocks.length === 1 && message.blocks[0].type === "rich_text" && !message.bot_id);
    if (!own) return el("div", { class: "text" }, mrkdwn(translated(message.text, this.pane.words), context), message.edited && this.editedMark());
    const state = message.states[this.pane.me] ?? {};
    const surface = this.pane.surface({ channel: message.channel, ts: message.ts }, (block, action) => state[block]?.[action] ?? initial(message, block, action));
    return el("div", { class: "blocks" }, drawBlocks(message.blocks, surface, context));
  }

  editedMark = () => el("span", { class: "edited" }, " ", this.pane.words.edited);

  menu(message) {
    const shortcuts = this.pane.world.shortcuts.filter((one) => one.type === "message");
    if (!shortcuts.length || message.ephemeral) return null;
    const run = (callback_id) => act(this.pane.me, "shortcut", { callback_id, channel: message.channel, ts: message.ts });
    const items = shortcuts.map((one) => el("button", { type: "button", role: "menuitem", onclick: (event) => {
      event.target.closest("details").open = false;
      run(one.callback_id);
    } }, one.name));
    return el("details", { class: "overflow message-menu" }, el("summary", { class: "btn", "aria-label": this.pane.words.more }, "⋯"), el("div", { class: "menu", role: "menu" }, items));
  }
}

// The choice an element starts with, as its state would report it.
function initial(message, blockId, actionId) {
  const block = message.blocks.find((one) => one.block_id === blockId);
  const element = [block?.accessory, block?.element, ...(block?.elements ?? [])].find((one) => one?.action_id === actionId);
  if (!element) return undefined;
  const starts = Object.entries(element).filter(([key]) => key.startsWith("initial_"));
  return Object.fromEntries(starts.map(([key, value]) => [key === "initial_value" ? "value" : key.replace("initial_", "selected_"), value]));
}
