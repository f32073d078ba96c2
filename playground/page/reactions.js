// How do people react to a message?

import { act } from "./api.js";
import { el } from "./dom.js";
import { emojiNode } from "./mrkdwn.js";

export const OFFERED = ["+1", "white_check_mark", "eyes", "raised_hands", "heart", "tada"];

export const mark = (name) => emojiNode(name) ?? `:${name}:`;

// The same press takes back what it gave.
export const react = (pane, { channel, ts }, name) => act(pane.me, "react", { channel, ts, name }).catch(() => pane.toast(pane.words.cannot));

export function drawReactions(message, pane) {
  if (!message.reactions?.length) return null;
  const names = (users) => users.map((id) => pane.context.userName(id)).join(pane.words.comma);
  const chip = ({ name, users, count }) =>
    el(
      "button",
      {
        type: "button",
        class: "reaction",
        "aria-pressed": String(users.includes(pane.me)),
        "aria-label": pane.words.reacted(name.replaceAll("_", " "), names(users)),
        title: pane.words.reacted(`:${name}:`, names(users)),
        onclick: () => react(pane, message, name),
      },
      mark(name),
      el("span", {}, String(count)),
    );
  return el("div", { class: "reactions" }, message.reactions.map(chip));
}
