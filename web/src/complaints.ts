import { get } from "./api";
import { dayOf } from "./format";
import { keep, recall } from "./keep";
import { send } from "./manage";
import { post, posted, uuid } from "./outbox";
import { change, now, page } from "./page_state";
import type { Complaint, Room } from "./records";
import { momentOf } from "./site_clock";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export type When = "now" | "earlier" | "yesterday";

export function keptRooms(): Room[] | null {
  return recall<Room[]>("rooms");
}

/** The rooms of her buildings, kept on the phone for where there is no signal. */
export async function rooms(): Promise<Room[]> {
  const { rooms } = await get<{ rooms: Room[] }>("rooms");
  keep("rooms", rooms);
  return rooms;
}

/** Somebody who complains does not wait until the list has come. */
export function keepRooms(): void {
  if (page().token === "held" && !keptRooms()) void rooms().catch(() => undefined);
}

/** The rooms in which every word of `wanted` occurs, in the order in which people count. */
export function find(rooms: Room[], wanted: string): Room[] {
  const parts = wanted.toLowerCase().split(/\s+/);
  const text = ({ name, location, id }: Room) => `${name} ${location ?? ""} ${id}`.toLowerCase();
  return rooms
    .filter((room) => parts.every((part) => text(room).includes(part)))
    .sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
}

/** The moment that people mean, on the site's own clock: the model weighs by the day. */
export function feltAt(when: When, timezone: string): number {
  const moment = now();
  const today = dayOf(moment, timezone);
  if (when === "yesterday") return momentOf(new Date(today.getTime() - DAY_MS), 12, timezone);
  return when === "now" ? moment : Math.max(moment - 3 * HOUR_MS, momentOf(today, 0, timezone));
}

export function complain(felt: Omit<Complaint, "id">, spoken: string): void {
  keep("complained_in", felt.building);
  post({ complaint: { id: uuid(), ...felt }, send_after: Date.now() });
  change({ outbox: posted(), refused: null, spoken });
  void send();
}
