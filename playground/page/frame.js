// What stands below all the panes: the workspace's clock, and the way to the traffic.

import * as clock from "./clock.js";
import { ICONS, el, icon } from "./dom.js";

export class Frame {
  constructor(first, timeline) {
    Object.assign(this, { first, timeline });
    this.time = el("span", { class: "frame-clock" });
    this.button = el("button", { type: "button", class: "frame-button", "aria-controls": "timeline", onclick: () => timeline.toggle() });
    this.node = el("footer", { class: "frame" }, this.time, this.button);
    setInterval(() => this.tick(), 1000);
  }

  draw() {
    const { words } = this.first();
    const { isOpen, troubles } = this.timeline;
    this.time.title = words.clock;
    this.button.setAttribute("aria-expanded", String(isOpen));
    this.button.title = `${words.traffic} (Alt+0)`;
    this.button.replaceChildren(icon(ICONS.pulse), words.traffic, troubles ? el("span", { class: "badge" }, words.errors(troubles)) : "");
    this.tick();
  }

  tick() {
    const shown = clock.shown(this.first().context);
    if (this.time.textContent !== shown) this.time.textContent = shown;
  }
}
