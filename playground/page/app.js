// Who is on this page, side by side?

import { ask, watch } from "./api.js";
import * as clock from "./clock.js";
import { el } from "./dom.js";
import { Frame } from "./frame.js";
import { Pane } from "./pane.js";
import { jump, people } from "./people.js";
import { Timeline } from "./timeline.js";

const root = document.getElementById("panes");
const panes = [];
let world = null;
let frame = null;
let timeline = null;

// "U0MEI" begins in her first channel, "U0MEI:home" on the app's Home.
const wanted = () => (new URLSearchParams(location.search).get("as")?.split(",") ?? []).map((one) => one.split(":"));
const paneInUse = () => panes.find((pane) => pane.node.contains(document.activeElement)) ?? panes[0];

function remember() {
  const url = new URL(location.href);
  url.search = `as=${panes.map((pane) => pane.me).join(",")}`;
  history.replaceState(null, "", url);
  root.style.setProperty("--panes", panes.length);
  for (const pane of panes) pane.setAlone(panes.length === 1);
  frame.draw();
  timeline.draw();
}

function add(id, place) {
  const pane = new Pane(world, id, { changed: remember, add: addNext, remove }, place);
  panes.push(pane);
  root.append(pane.node);
  remember();
  return pane;
}

const addNext = (id) => add(id).ready.then(() => panes.at(-1).focus());

function remove(pane) {
  if (panes.length === 1) return;
  panes.splice(panes.indexOf(pane), 1);
  pane.node.remove();
  remember();
}

async function refreshWorld() {
  Object.assign(world, await ask("workspace"));
  clock.set(world.now, world.pace);
  for (const pane of panes) pane.refresh();
}

function heard(change) {
  clock.set(change.now);
  if (change.kind === "traffic") return timeline.heard(change.record);
  if (change.kind === "user") return refreshWorld();
  for (const pane of panes) pane.hear(change);
  return null;
}

// Alt and a digit: that pane, from left to right; 0 is what lies below them all.
function key(event) {
  const digit = event.altKey && /^Digit(\d)$/.exec(event.code)?.[1];
  const pane = panes[Number(digit) - 1];
  const isJump = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
  if (!isJump && digit !== "0" && !(digit && pane)) return;
  event.preventDefault();
  if (isJump) jump(paneInUse());
  else if (digit === "0") timeline.toggle();
  else pane.focus();
}

async function start() {
  world = await ask("workspace");
  clock.set(world.now, world.pace);
  document.title = `${world.app.name} · ${world.team.name}`;
  timeline = new Timeline(world, () => panes[0], () => frame.draw());
  frame = new Frame(() => panes[0], timeline);
  document.body.append(timeline.node, frame.node);
  const known = new Set(people(world).map((user) => user.id));
  const asked = wanted().filter(([id]) => known.has(id));
  for (const [id, place] of asked.length ? asked : [...known].slice(0, 1).map((id) => [id])) add(id, place);
  panes[0].ready.then(() => matchMedia("(hover: hover)").matches && panes[0].composer.focus());
  document.addEventListener("keydown", key);
  let wasDown = false;
  watch(heard, (up) => {
    for (const pane of panes) pane.setOnline(up);
    if (up && wasDown) refreshWorld();
    wasDown = !up;
  });
}

start().catch((error) => root.append(el("p", { class: "fatal", role: "alert" }, String(error.message))));
