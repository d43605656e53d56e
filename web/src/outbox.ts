import { call, Refused } from "./api";
import { keep, recall } from "./keep";
import type { Answer, Complaint, Problem } from "./records";

/** What was said, on its way. It waits in the phone's memory until the server has it. */
export type Waiting = Posted | Complained;

export interface Complained {
  complaint: Complaint;
  send_after: number;
}

export interface Posted {
  recommendation: string;
  answer: Answer;
  /** Until then it can be taken back; epoch milliseconds. */
  send_after: number;
}

export const UNDO_MS = 6000;

export function posted(): Waiting[] {
  return recall<Waiting[]>("outbox") ?? [];
}

const said = (item: Waiting) => ("complaint" in item ? item.complaint : item.answer);

function replace(change: (items: Waiting[]) => Waiting[]): void {
  keep("outbox", change(posted()));
}

/** `crypto.randomUUID` is missing on plain http in a building's own network. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export function post(item: Waiting): void {
  replace((items) => [...items, item]);
}

export function takeBack(id: string): void {
  replace((items) => items.filter((item) => said(item).id !== id));
}

export interface Delivery {
  /** Answers that the server has now. */
  delivered: Posted[];
  refused: Problem[];
}

/** Two tabs share one outbox; the id of what was said makes a second sending harmless, the lock makes it rare. */
async function alone(work: () => Promise<Delivery>): Promise<Delivery> {
  return navigator.locks ? await navigator.locks.request("plantroom.outbox", work) : await work();
}

let running: Promise<Delivery> | null = null;

/**
 * Sends what is due, in order. `all` also sends what could still be taken back: the page is going away.
 * Throws `Unreachable`, or `Refused` where asking again later may help; the rest stays in the outbox.
 */
export function deliver(all = false): Promise<Delivery> {
  running ??= alone(() => send(all)).finally(() => (running = null));
  return running;
}

async function send(all: boolean): Promise<Delivery> {
  const delivery: Delivery = { delivered: [], refused: [] };
  for (const item of posted()) {
    const { id } = said(item);
    const takenBack = !posted().some((other) => said(other).id === id);
    if (takenBack || (!all && item.send_after > Date.now())) continue;
    try {
      await call("complaint" in item ? "complaints" : `recommendations/${encodeURIComponent(item.recommendation)}/answers`, {
        method: "POST",
        keepalive: true,
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(said(item)),
      });
      if ("answer" in item) delivery.delivered.push(item);
    } catch (error) {
      const final = error instanceof Refused && ![401, 408, 425, 429].includes(error.status) && error.status < 500;
      if (!final) throw error;
      delivery.refused.push(error.problem);
    }
    takeBack(id);
  }
  return delivery;
}
