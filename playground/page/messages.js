// What has been said here: in a channel, or in one of its threads?

import { drawBlocks } from "./blocks.js";
import { drawFile } from "./files.js";
import { ICONS, el, icon } from "./dom.js";
import { formatDate, mrkdwn } from "./mrkdwn.js";
import { drawReactions } from "./reactions.js";
import { avatar } from "./sidebar.js";
import { replies, threadLine } from "./thread.js";
import { toolbar } from "./toolbar.js";
import { translated } from "./words.js";

const TOGETHER_SECONDS = 300;
const secondsOf = (message) => Number(message.ts.split(".")[0]);
const inTime = (a, b) => (a.ts < b.ts ? -1 : 1);

export class MessageList {
  constructor(pane, thread = null) {
    Object.assign(this, { pane, thread, drawn: new Map(), atEnd: true });
    this.inner = el("div", { class: "messages-inner" });
    this.node = el(
      "div",
      {
        class: "messages",
        role: "log",
        "aria-live": "polite",
        "aria-label": thread ? pane.words.threadName : pane.words.messages,
        tabindex: "0",
        onscroll: () => (this.atEnd = this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < 80),
        onkeydown: (event) => this.key(event),
        onmouseover: (event) => this.offer(event.target.closest(".line")),
        onfocusin: (event) => this.offer(event.target.closest(".line")),
      },
      this.inner,
    );
    const watched = new ResizeObserver(() => this.atEnd && this.toEnd());
    for (const node of [this.node, this.inner]) watched.observe(node);
  }

  reset() {
    this.drawn.clear();
    this.inner.replaceChildren();
    this.render();
    this.toEnd();
  }

  // What comes in, or grows, while somebody reads further up does not move them.
  changed(message) {
    this.atEnd ||= message.user === this.pane.me;
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.render();
    });
  }

  toEnd() {
    this.atEnd = true;
    this.node.scrollTop = this.node.scrollHeight;
  }

  // A reply stands in its thread alone, unless it was told to the channel too, or what it answers is out of sight.
  ordered() {
    const { messages } = this.pane;
    if (this.thread) return [messages.get(this.thread), ...replies(messages, this.thread)].filter(Boolean);
    return [...messages.values()].filter((one) => !this.isReply(one) || one.broadcast || !messages.has(one.thread_ts)).sort(inTime);
  }

  // Only what changed is drawn again, so that a half-made choice elsewhere stays as it is.
  render() {
    const wanted = [];
    this.kept = new Map();
    let before = null;
    let day = null;
    for (const message of this.ordered()) {
      const today = formatDate(secondsOf(message), "{date_num}", this.pane.context);
      if (today !== day) wanted.push(this.dayLine(today, message));
      const follows = today === day && this.follows(before, message);
      const line = this.thread ? null : threadLine(this.pane, message);
      wanted.push(this.cached(message.ts, JSON.stringify([message, follows, line?.signature]), () => this.draw(message, follows, line?.node)));
      [before, day] = [message, today];
    }
    if (!wanted.length) wanted.push(this.cached("empty", "", () => this.nothing()));
    this.drawn = this.kept;
    const held = document.activeElement?.closest?.(".line");
    wanted.forEach((node, index) => this.inner.children[index] !== node && this.inner.insertBefore(node, this.inner.children[index] ?? null));
    while (this.inner.children.length > wanted.length) this.inner.lastChild.remove();
    if (held && !held.isConnected) this.inner.querySelector(`article[data-ts="${held.dataset.ts}"]`)?.focus();
  }

  cached(key, signature, draw) {
    const old = this.drawn.get(key);
    const now = old?.signature === signature ? old : { signature, node: draw() };
    this.kept.set(key, now);
    return now.node;
  }

  isReply = (message) => Boolean(message.thread_ts && message.thread_ts !== message.ts);

  follows(before, message) {
    if (!before || before.user !== message.user || before.ephemeral !== message.ephemeral || message.pinned_to) return false;
    return !message.broadcast && before.ts !== this.thread && secondsOf(message) - secondsOf(before) < TOGETHER_SECONDS;
  }

  nothing() {
    const { words } = this.pane;
    return el("p", { class: "empty" }, words.nothing, el("br"), this.pane.world.commands.length ? words.tryCommand : "");
  }

  dayLine(key, message) {
    const pretty = formatDate(secondsOf(message), "{date_long_pretty}", this.pane.context);
    return this.cached(`day ${key}`, pretty, () => el("div", { class: "day", role: "separator" }, el("span", {}, pretty)));
  }

  draw(message, follows, line) {
    const { context, world, words } = this.pane;
    const author = context.user(message.user);
    const isApp = message.user === world.app.bot_user_id;
    const time = el("time", { datetime: new Date(secondsOf(message) * 1000).toISOString() }, formatDate(secondsOf(message), "{time}", context));
    const head = el("div", { class: "head" }, el("strong", {}, author?.real_name ?? message.user), isApp && el("span", { class: "app-mark" }, words.app), time);
    const article = el(
      "article",
      { class: `message${follows ? " follows" : ""}${message.ephemeral ? " whisper" : ""}`, "data-ts": message.ts, tabindex: "-1" },
      el("div", { class: "gutter" }, follows ? time.cloneNode(true) : avatar(author, world.app)),
      el(
        "div",
        { class: "body" },
        this.remarks(message, follows),
        !follows && head,
        (message.text || message.blocks?.length || !message.files?.length) && this.content(message),
        message.files?.map((file) => drawFile(file, words)),
        message.edited && message.blocks?.length ? this.editedMark() : null,
        drawReactions(message, this.pane),
        line,
      ),
    );
    return el("div", { class: "line", "data-ts": message.ts }, article);
  }

  // What is to be known before one reads the message itself.
  remarks(message, follows) {
    const { words } = this.pane;
    const remark = (mark, text) => el("div", { class: "remark" }, icon(mark), text);
    const toThread = () => this.pane.openThread(message.thread_ts);
    return [
      message.pinned_to?.includes(message.channel) && remark(ICONS.pin, words.pinned),
      message.ephemeral && !follows && remark(ICONS.eye, words.onlyYou),
      !this.thread && this.isReply(message) && el("button", { type: "button", class: "remark", onclick: toThread }, icon(ICONS.reply), words.inThread),
    ];
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

  // Only one message has its tools out, so that Tab does not lead through those of hundreds.
  offer(line) {
    const message = line && this.pane.messages.get(line.dataset.ts);
    if (!message || line.contains(this.tools) || this.tools?.querySelector("[open]")) return;
    this.tools?.remove();
    this.tools = toolbar(this.pane, message, Boolean(this.thread));
    if (this.tools) line.append(this.tools);
  }

  key(event) {
    const articles = [...this.inner.querySelectorAll(".message")];
    const at = articles.indexOf(document.activeElement);
    if (event.target !== this.node && at < 0) return;
    if (event.key === "Enter" && at >= 0 && !this.thread) return this.pane.openThread(threadOf(this.pane.messages.get(articles[at].dataset.ts)));
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const next = at < 0 ? articles.length - 1 : at + (event.key === "ArrowUp" ? -1 : 1);
    articles[next]?.focus();
  }
}

const threadOf = (message) => (message.ephemeral ? null : (message.thread_ts ?? message.ts));

// The choice an element starts with, as its state would report it.
function initial(message, blockId, actionId) {
  const block = message.blocks.find((one) => one.block_id === blockId);
  const element = [block?.accessory, block?.element, ...(block?.elements ?? [])].find((one) => one?.action_id === actionId);
  if (!element) return undefined;
  const starts = Object.entries(element).filter(([key]) => key.startsWith("initial_"));
  return Object.fromEntries(starts.map(([key, value]) => [key === "initial_value" ? "value" : key.replace("initial_", "selected_"), value]));
}
