// How does a file look that was shared?

import { ICONS, el, icon } from "./dom.js";

const PICTURE = /^image\/(png|jpeg|gif|webp)$/;
const size = (bytes) => (bytes < 1000 ? `${bytes} B` : bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
// Only the playground's own address serves files, whatever a message claims.
const own = (url) => new URL(url).pathname;

export function drawFile(file, words) {
  const link = { href: own(file.url_private_download), download: file.name };
  if (PICTURE.test(file.mimetype)) {
    const picture = el("img", { class: "image full", src: own(file.url_private), alt: file.alt_txt || file.title, loading: "lazy" });
    return el("figure", { class: "file-picture" }, el("figcaption", {}, file.title), el("a", { ...link, title: words.download }, picture));
  }
  return el(
    "a",
    { class: "file", title: words.download, ...link },
    el("span", { class: "file-mark" }, icon(ICONS.file)),
    el("span", { class: "file-words" }, el("strong", {}, file.title), el("small", {}, `${file.name} · ${size(file.size)}`)),
  );
}
