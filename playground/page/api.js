// How does the page talk to the playground?

async function answer(response) {
  const body = await response.json();
  if (!response.ok) throw Object.assign(new Error(body.detail ?? response.statusText), { status: response.status });
  return body;
}

export const ask = async (path) => answer(await fetch(`/_/${path}`));

export const act = async (person, verb, body = {}) =>
  answer(await fetch(`/_/${person}/${verb}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }));

// One feed for the whole page; it comes back by itself after the playground was restarted.
export function watch(onChange, onLink) {
  const feed = new EventSource("/_/feed");
  feed.onmessage = (event) => onChange(JSON.parse(event.data));
  feed.onopen = () => onLink(true);
  feed.onerror = () => onLink(false);
}
