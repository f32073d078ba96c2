// Who am I, and where can I go?

import { ICONS, el, icon } from "./dom.js";
import { choosePerson, identity } from "./people.js";

// The app's Home stands beside the channels as a place of its own.
export const HOME = "home";

export function avatar(user, app) {
  const name = user?.real_name ?? "?";
  const isApp = user?.id === app.bot_user_id;
  const letters = /[\u3400-\u9fff]/.exec(name)?.[0] ?? name.trim().charAt(0).toUpperCase();
  const hue = [...(user?.id ?? name)].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 12, 7);
  return el("span", { class: `avatar tone-${hue}${isApp ? " app" : ""}`, "aria-hidden": "true" }, letters);
}

export class Sidebar {
  constructor(pane) {
    this.pane = pane;
    this.nav = el("nav", { "aria-label": pane.words.channels });
    this.node = el("aside", { class: "sidebar" }, identity(pane), this.nav, this.foot());
  }

  foot() {
    const { pane } = this;
    return el(
      "div",
      { class: "sidebar-foot" },
      this.tool("＋", pane.words.beside, () => choosePerson(pane, pane.words.findPerson, (id) => pane.host.add(id))),
      this.tool("×", pane.words.closePane, () => pane.host.remove(pane), "close-pane"),
    );
  }

  tool(mark, label, onclick, name) {
    return el("button", { type: "button", class: name, title: label, onclick }, el("span", { class: "tool-mark", "aria-hidden": "true" }, mark), el("span", { class: "tool-name" }, label));
  }

  draw() {
    const { pane } = this;
    const { words, world, screen } = pane;
    const channels = screen.channels.map((one) => this.item(one.id, one.kind === "group" ? icon(ICONS.lock) : "#", one.name, one.unread, one.is_archived));
    const app = this.item(screen.dm.id, avatar(world.users.find((user) => user.id === world.app.bot_user_id), world.app), world.app.name, screen.dm.unread);
    const home = this.item(HOME, el("span", { class: "indent" }), words.home, 0);
    this.nav.replaceChildren(el("h3", {}, words.channels), el("ul", {}, channels), el("h3", {}, words.apps), el("ul", {}, app, home));
    this.nav.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  item(place, mark, label, unread, dim = false) {
    const here = this.pane.place === place;
    return el(
      "li",
      {},
      el(
        "button",
        {
          type: "button",
          class: `${unread && !here ? "unread" : ""}${dim ? " dim" : ""}`,
          "aria-current": here ? "page" : undefined,
          onclick: () => this.pane.go(place),
        },
        el("span", { class: "mark" }, mark),
        el("span", { class: "item-name" }, label),
        unread && !here ? el("span", { class: "badge", "aria-label": this.pane.words.unread(unread) }, unread > 99 ? "99+" : String(unread)) : null,
      ),
    );
  }
}
