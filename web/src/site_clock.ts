import { locale, localTime } from "./format";

/** The moment when the wall clock of a timezone shows a day and hour; across daylight saving too. */
export function momentOf(day: Date, hour: number, timezone: string): number {
  const wanted = Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), hour);
  let moment = wanted;
  for (let pass = 0; pass < 2; pass++) {
    const shown = localTime(moment, timezone);
    moment += wanted - Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute);
  }
  return moment;
}

export function shortDay(at: number, timezone: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: timezone, weekday: "short", day: "numeric" }).format(at);
}
