// What can be done with the message under the mouse, or under the keyboard's focus?

import { act } from "./api.js";
import { ICONS, el, icon } from "./dom.js";
import { menu } from "./menu.js";
import { OFFERED, mark, react } from "./reactions.js";
import { fitting } from "./words.js";

export function toolbar(pane, message, inThread) {
  if (message.ephemeral) return null;
  const { words } = pane;
  const reply = !inThread && el("button", { type: "button", class: "icon-button", title: words.reply, "aria-label": words.reply, onclick: () => pane.openThread(message.thread_ts ?? message.ts) }, icon(ICONS.reply));
  return el("div", { class: "message-tools", role: "toolbar", "aria-label": words.more }, reactMenu(pane, message), reply, shortcuts(pane, message));
}

function reactMenu(pane, message) {
  const offered = OFFERED.map((name) => ({ words: mark(name), run: () => react(pane, message, name) }));
  return menu(pane.words.react, icon(ICONS.smile), offered, "quiet emojis");
}

function shortcuts(pane, message) {
  const offered = pane.world.shortcuts.filter((one) => one.type === "message");
  if (!offered.length) return null;
  const run = (callback_id) => act(pane.me, "shortcut", { callback_id, channel: message.channel, ts: message.ts });
  const items = offered.map((one) => ({ words: fitting(one.name, pane.words), run: () => run(one.callback_id) }));
  return menu(pane.words.more, "⋯", items, "quiet");
}
