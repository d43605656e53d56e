import { dayOf, localTime } from "./format";
import { momentOf } from "./site_clock";

const HOUR_MS = 3_600_000;

/** Round numbers between `low` and `high`, about `count` of them. */
export function niceTicks(low: number, high: number, count: number): number[] {
  const rough = (high - low || 1) / count;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * magnitude).find((candidate) => candidate >= rough * 0.999)!;
  const ticks: number[] = [];
  for (let index = Math.ceil(low / step); index * step <= high; index++) ticks.push(Number((index * step).toPrecision(12)));
  return ticks;
}

/** Full hours and midnights of the site's own clock, at most `count` of them. */
export function timeTicks(start: number, end: number, timezone: string, count: number): { at: number; midnight: boolean }[] {
  const hours = (end - start) / HOUR_MS / Math.max(1, count);
  const step = [1, 2, 3, 6, 12].find((candidate) => candidate >= hours);
  const ticks: { at: number; midnight: boolean }[] = [];
  const days = Math.ceil(hours / 24);
  const first = dayOf(start, timezone).getTime();
  for (let day = 0; ; day += step ? 1 : days) {
    const date = new Date(first + day * 24 * HOUR_MS);
    if (momentOf(date, 0, timezone) > end) return ticks;
    for (let hour = 0; hour < 24; hour += step ?? 24) {
      const at = momentOf(date, hour, timezone);
      if (at >= start && at <= end && ticks.at(-1)?.at !== at) {
        ticks.push({ at, midnight: localTime(at, timezone).hour === 0 });
      }
    }
  }
}
