import { dayOf, localTime } from "./format";
import { momentOf } from "./site_clock";
import type { Answer } from "./records";

const DAY_MS = 86_400_000;
const AFTERNOON = 14;
const MORNING = 7;

export interface Later {
  name: "thisAfternoon" | "tomorrow" | "nextWeek";
  at: number;
}

/** The moments that "not now" offers, on the site's own clock; this afternoon only while it lies ahead. */
export function timesToAskAgain(now: number, timezone: string): Later[] {
  const today = dayOf(now, timezone);
  const after = (days: number, hour: number) => momentOf(new Date(today.getTime() + days * DAY_MS), hour, timezone);
  const toMonday = (8 - today.getUTCDay()) % 7 || 7;
  const times: Later[] = [
    { name: "tomorrow", at: after(1, MORNING) },
    { name: "nextWeek", at: after(toMonday === 1 ? 8 : toMonday, MORNING) },
  ];
  if (localTime(now, timezone).hour < AFTERNOON - 1) times.unshift({ name: "thisAfternoon", at: after(0, AFTERNOON) });
  return times;
}

/** "Can't now" is not evidence against the fault; what is missing says when to ask again. */
export const waitsFor: { name: NonNullable<Answer["detail"]>; said: Omit<Answer, "id"> }[] = (["part", "access", "contractor"] as const).map(
  (name) => ({ name, said: { said: "snoozed", reason: "cannot_now", detail: name } }),
);
