// What has been answered to one message?

import { Composer } from "./composer.js";
import { ICONS, el, icon } from "./dom.js";
import { MessageList } from "./messages.js";
import { avatar } from "./sidebar.js";

const FACES = 3;

export const replies = (messages, thread) =>
  [...messages.values()].filter((one) => one.thread_ts === thread && one.ts !== thread).sort((a, b) => (a.ts < b.ts ? -1 : 1));

// The line under a message that leads to its thread; its signature tells when it is to be drawn again.
export function threadLine(pane, message) {
  const found = message.thread_ts && message.thread_ts !== message.ts ? [] : replies(pane.messages, message.ts);
  if (!found.length) return null;
  const { words, context, world } = pane;
  const unread = pane.thread?.of === message.ts ? 0 : (pane.channel?.threads?.[message.ts] ?? 0);
  const people = [...new Set(found.map((one) => one.user))].slice(0, FACES);
  const node = el(
    "button",
    { type: "button", class: `thread-line${unread ? " unread" : ""}`, onclick: () => pane.openThread(message.ts) },
    people.map((id) => avatar(context.user(id), world.app)),
    el("span", { class: "thread-count" }, words.thread(found.length)),
    unread ? el("span", { class: "badge", "aria-label": words.unread(unread) }, String(unread)) : null,
  );
  return { node, signature: [found.length, people, unread] };
}

export class Thread {
  constructor(pane, of) {
    Object.assign(this, { pane, of, back: document.activeElement });
    const { words, channel, screen, world } = pane;
    const where = channel.id === screen.dm.id ? world.app.name : `# ${channel.name}`;
    this.list = new MessageList(pane, of);
    this.composer = new Composer(pane, of);
    const close = el("button", { type: "button", class: "icon-button", "aria-label": words.closeThread, title: `${words.closeThread} (Esc)`, onclick: () => pane.closeThread() }, icon(ICONS.cross));
    this.node = el(
      "aside",
      { class: "thread", "aria-label": words.threadName, onkeydown: (event) => event.key === "Escape" && !event.defaultPrevented && pane.closeThread() },
      el("header", { class: "place" }, el("div", { class: "place-words" }, el("h2", { class: "place-name" }, words.threadName), el("p", { class: "topic" }, where)), close),
      this.list.node,
      this.composer.node,
    );
  }

  show() {
    this.list.reset();
    this.composer.moved();
    this.composer.focus();
  }

  leave() {
    this.node.remove();
    if (this.back?.isConnected) this.back.focus();
    else this.pane.composer.focus();
  }
}
