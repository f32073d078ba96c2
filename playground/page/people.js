// Who can be acted as?

import { choose, grouped } from "./chooser.js";
import { el } from "./dom.js";
import { HOME, avatar } from "./sidebar.js";

export const people = (world) => world.users.filter((user) => !user.is_bot && !user.deleted);

const everybody = (pane) =>
  grouped(people(pane.world), (user) => user.group, (user) => ({
    id: user.id, name: user.real_name, detail: user.title, mark: avatar(user, pane.world.app), isHere: user.id === pane.me,
  }));

export const choosePerson = (pane, label, then) => choose(pane, { label, groups: everybody(pane), then: (item) => then(item.id) });

// Ctrl+K: a channel to look at, or somebody else to be.
export function jump(pane) {
  const { words, screen, world } = pane;
  const channels = screen.channels.map((one) => ({ id: one.id, name: one.name, detail: one.topic, mark: "#", isHere: one.id === pane.place }));
  const mark = avatar(world.users.find((user) => user.id === world.app.bot_user_id), world.app);
  const app = [
    { id: screen.dm.id, name: world.app.name, detail: words.messages, mark },
    { id: HOME, name: world.app.name, detail: words.home, mark: mark.cloneNode(true) },
  ];
  const persons = everybody(pane).flatMap((group) => group.items.map((item) => ({ ...item, isHere: false, isPerson: true })));
  const groups = [{ label: words.channels, items: channels }, { label: words.apps, items: app }, { label: words.actAs, items: persons }];
  choose(pane, { label: words.jump, groups, then: (item) => (item.isPerson ? pane.open(item.id) : pane.go(item.id)) });
}

export function identity(pane) {
  const { user, words } = pane;
  return el(
    "button",
    { type: "button", class: "identity", "aria-haspopup": "dialog", title: words.changePerson, onclick: () => choosePerson(pane, words.findPerson, (id) => pane.open(id)) },
    avatar(user, pane.world.app),
    el("span", { class: "identity-words" }, el("small", {}, words.actingAs), el("strong", {}, user.real_name), el("small", {}, user.title)),
    el("span", { class: "chevron", "aria-hidden": "true" }, "▾"),
  );
}
