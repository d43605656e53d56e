import { words } from "./words/en";

export const locale = navigator.languages.find((language) => language.startsWith("en")) ?? "en-GB";

export function money(amount: number, currency: string, digits = Math.abs(amount) < 10 ? 2 : 0): string {
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return minus(format.format(amount));
}

export function number(amount: number, digits = 0): string {
  return minus(new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(amount));
}

const minus = (text: string) => text.replace("-", "−");

/** Whole percent, but never 0 or 100: the page does not claim what nobody can know. */
export function percent(probability: number): string {
  return `${Math.min(99, Math.max(1, Math.round(probability * 100)))} %`;
}

interface Local {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const calendars = new Map<string, Intl.DateTimeFormat>();

/** The wall clock of a timezone. */
export function localTime(at: number, timezone: string): Local {
  let calendar = calendars.get(timezone);
  if (!calendar) {
    calendar = new Intl.DateTimeFormat("en", {
      timeZone: timezone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
    calendars.set(timezone, calendar);
  }
  const local: Record<string, number> = {};
  for (const { type, value } of calendar.formatToParts(at)) local[type] = Number(value);
  return local as unknown as Local;
}

/** The calendar day of a moment in a timezone, as midnight UTC of that date. */
export function dayOf(at: number, timezone: string): Date {
  const { year, month, day } = localTime(at, timezone);
  return new Date(Date.UTC(year, month - 1, day));
}

const DAY_MS = 86_400_000;

/** The time of day, in the 24 hours in which the server and the building's controls speak too. */
export function clock(at: number, timezone: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: timezone, hourCycle: "h23", hour: "2-digit", minute: "2-digit" }).format(at);
}

/** As `when`, for what was or is: today's times stand without their day. */
export function whenWas(at: number, now: number, timezone: string): string {
  return dayOf(at, timezone).getTime() === dayOf(now, timezone).getTime() ? clock(at, timezone) : when(at, now, timezone);
}

/** A day and time as people say it: "today 07:10", "yesterday 14:10", "Thursday 14:10", "6 November 14:10". */
export function when(at: number, now: number, timezone: string): string {
  const days = Math.round((dayOf(at, timezone).getTime() - dayOf(now, timezone).getTime()) / DAY_MS);
  const time = clock(at, timezone);
  if (Math.abs(days) <= 1) return `${words.days[days + 1]} ${time}`;
  const date: Intl.DateTimeFormatOptions =
    Math.abs(days) < 7 ? { weekday: "long" } : Math.abs(days) < 300 ? { day: "numeric", month: "long" } : { dateStyle: "long" };
  return `${new Intl.DateTimeFormat(locale, { timeZone: timezone, ...date }).format(at)} ${time}`;
}
