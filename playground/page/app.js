// Who is on this page, side by side?

import { ask, watch } from "./api.js";
import { el } from "./dom.js";
import { Pane } from "./pane.js";

const root = document.getElementById("panes");
const panes = [];
let world = null;

const people = () => world.users.filter((user) => !user.is_bot && !user.deleted);
const wanted = () => new URLSearchParams(location.search).get("as")?.split(",").filter(Boolean) ?? [];

function remember() {
  const url = new URL(location.href);
  url.search = `as=${panes.map((pane) => pane.me).join(",")}`;
  history.replaceState(null, "", url);
  root.style.setProperty("--panes", panes.length);
  for (const pane of panes) pane.setAlone(panes.length === 1);
}

function add(id) {
  const pane = new Pane(world, id, { changed: remember, add: addNext, remove });
  panes.push(pane);
  root.append(pane.node);
  remember();
}

function addNext() {
  const here = new Set(panes.map((pane) => pane.me));
  add((people().find((user) => !here.has(user.id)) ?? people()[0]).id);
  panes.at(-1).focus();
}

function remove(pane) {
  if (panes.length === 1) return;
  panes.splice(panes.indexOf(pane), 1);
  pane.node.remove();
  remember();
}

async function refreshWorld() {
  Object.assign(world, await ask("workspace"));
  for (const pane of panes) pane.refresh();
}

async function start() {
  world = await ask("workspace");
  document.title = `${world.app.name} · ${world.team.name}`;
  const known = new Set(people().map((user) => user.id));
  const asked = wanted().filter((id) => known.has(id));
  for (const id of asked.length ? asked : people().slice(0, 1).map((user) => user.id)) add(id);
  panes[0].ready.then(() => matchMedia("(hover: hover)").matches && panes[0].composer.focus());
  let wasDown = false;
  watch(
    (change) => {
      if (change.kind === "user") return refreshWorld();
      for (const pane of panes) pane.hear(change);
    },
    (up) => {
      for (const pane of panes) pane.setOnline(up);
      if (up && wasDown) refreshWorld();
      wasDown = !up;
    },
  );
}

start().catch((error) => root.append(el("p", { class: "fatal", role: "alert" }, String(error.message))));
