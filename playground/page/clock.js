// What time is it in the workspace? Its clock may stand at another hour than this machine's, or run faster.

let known = { seconds: Date.now() / 1000, pace: 1, at: performance.now() };

export const set = (seconds, pace = known.pace) => (known = { seconds, pace, at: performance.now() });

export const now = () => (known.seconds + ((performance.now() - known.at) / 1000) * known.pace) * 1000;

export const pace = () => known.pace;

// What stands beside the page where a glance at the machine's own clock would mislead; empty elsewhere.
export function shown({ locale, tz }) {
  const say = (moment, options) => new Intl.DateTimeFormat(locale, { weekday: "short", hour: "2-digit", minute: "2-digit", ...options }).format(moment);
  const here = say(now(), { timeZone: tz });
  if (known.pace === 1 && [0, -60000, 60000].some((off) => here === say(Date.now() + off))) return "";
  return known.pace === 1 ? here : `${here} · ×${known.pace}`;
}
