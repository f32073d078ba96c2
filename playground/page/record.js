// How does one exchange between the app and Slack look?

import { ask } from "./api.js";
import { el, freshId } from "./dom.js";

// How long Slack waits for the app.
const PATIENCE = 3;
const ARROWS = { envelope: "→", api: "←", response_url: "↩" };

export function drawRecord(record, cause, context) {
  const { words } = context;
  const id = freshId("record");
  const more = el("div", { class: "record-more", id, hidden: true });
  const line = el(
    "button",
    { type: "button", class: "record-line", "aria-expanded": "false", "aria-controls": id, onclick: () => unfold(record, line, more, words) },
    el("time", {}, moment(record.at, context)),
    el("span", { class: `record-kind ${record.kind}`, title: words.kinds[record.kind] }, ARROWS[record.kind]),
    el("span", { class: "record-name" }, record.name, cause && el("small", {}, words.after(cause.name)), record.retry ? el("span", { class: "chip warn" }, words.retry(record.retry)) : null),
    el("span", { class: "record-who" }, record.who ? context.userName(record.who) : context.channelName(record.where) ? `#${context.channelName(record.where)}` : ""),
    el("span", { class: "record-error" }, record.error ?? ""),
    el("span", { class: "record-took" }, took(record.took)),
    bar(record, words),
  );
  const names = ["record", record.error && "bad", cause && "follows"].filter(Boolean).join(" ");
  return el("li", { class: names, "data-number": String(record.number), "data-cause": cause && String(cause.number) }, line, more);
}

const moment = (seconds, { locale, tz }) =>
  new Intl.DateTimeFormat(locale, { timeZone: tz, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(seconds * 1000);

const took = (seconds) => (seconds < 0.001 ? "< 1 ms" : seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(2)} s`);

// The whole length is what Slack would wait.
function bar({ kind, took, error }, words) {
  const share = Math.min(1, took / PATIENCE);
  const tone = error ? "bad" : share > 0.66 ? "slow" : "good";
  const label = kind === "envelope" ? words.ofPatience(Math.round(share * 100)) : undefined;
  const filled = el("span", { class: tone });
  filled.style.width = `${Math.max(share * 100, 1)}%`;
  return el("span", { class: "bar", title: label }, filled);
}

async function unfold(record, line, more, words) {
  more.hidden = !more.hidden;
  line.setAttribute("aria-expanded", String(!more.hidden));
  if (more.hidden) return;
  if (!more.childElementCount) await fetched(record, more, words);
  line.parentElement.scrollIntoView({ block: "nearest" });
}

async function fetched(record, more, words) {
  try {
    const full = await ask(`traffic/${record.number}`);
    const part = (label, value) => el("section", {}, el("h3", {}, label), el("pre", { tabindex: "0" }, JSON.stringify(value, null, 2)));
    more.replaceChildren(part(words.sent, full.sent), part(record.kind === "envelope" ? words.ack : words.answered, full.answer));
  } catch {
    more.replaceChildren(el("p", {}, words.cannot));
  }
}
