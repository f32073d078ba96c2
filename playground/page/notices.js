// What does somebody new here try first, and what has happened elsewhere meanwhile?

import { ICONS, el, icon } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { avatar } from "./sidebar.js";

const SHOWN_FOR = 15000;

// The seed's hint for this person. A command in it can be pressed: it goes to the composer, ready to be sent.
export function tip(pane) {
  const { user, words } = pane;
  const key = `tip ${user.id}`;
  if (!user.hint || sessionStorage.getItem(key) === user.hint) return document.createComment("no hint");
  const dismiss = () => {
    sessionStorage.setItem(key, user.hint);
    node.remove();
  };
  const said = el("div", { class: "tip-words" }, mrkdwn(user.hint, pane.context));
  for (const code of said.querySelectorAll("code")) {
    if (code.textContent.startsWith("/"))
      code.replaceWith(el("button", { type: "button", class: "tip-command", onclick: () => pane.composer.write(code.textContent) }, code.textContent));
  }
  const close = el("button", { type: "button", class: "icon-button", "aria-label": words.dismiss, title: words.dismiss, onclick: dismiss }, "×");
  const node = el("aside", { class: "tip" }, icon(ICONS.bulb), said, close);
  return node;
}

// A private word that arrives in another place is shown here, as a chat's notification would be.
export class Notices {
  constructor(pane) {
    this.pane = pane;
    this.shown = new Map();
    this.node = el("div", { class: "notices", role: "status" });
  }

  // What was edited meanwhile is no longer news: a notice of it goes away.
  heard(message, isNew) {
    const { pane } = this;
    if (!isNew) return this.shown.get(message.channel)?.dataset.ts === message.ts && this.seen(message.channel);
    const isMine = message.user === pane.me;
    const concernsMe = message.channel === pane.screen.dm.id || message.for === pane.me || message.text.includes(`<@${pane.me}>`);
    if (isMine || !concernsMe) return null;
    const author = pane.context.user(message.user);
    const open = () => pane.go(message.channel).then(() => message.thread_ts && !message.broadcast && pane.openThread(message.thread_ts));
    const words = el("span", { class: "notice-words" }, el("strong", {}, author?.real_name ?? ""), el("span", {}, mrkdwn(message.text.split("\n")[0], pane.context)));
    const node = el("button", { type: "button", class: "notice", "data-ts": message.ts, onclick: open }, avatar(author, pane.world.app), words, el("span", { class: "notice-open" }, pane.words.openIt));
    this.seen(message.channel);
    this.shown.set(message.channel, node);
    this.node.append(node);
    return setTimeout(() => node.remove(), SHOWN_FOR);
  }

  seen(place) {
    this.shown.get(place)?.remove();
    this.shown.delete(place);
  }
}
