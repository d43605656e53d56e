import { clock, locale, localTime } from "./format";

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

function part(at: number, timezone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { timeZone: timezone, ...options }).format(at);
}

export function weekday(at: number, timezone: string): string {
  return `${part(at, timezone, { weekday: "long" })} ${clock(at, timezone)}`;
}

export function shortDay(at: number, timezone: string): string {
  return `${part(at, timezone, { weekday: "short" })} ${part(at, timezone, { day: "numeric" })}`;
}
