import { useEffect, useState } from "preact/hooks";
import { forget, keep, recall } from "./keep";
import { posted, type Posted, type Waiting } from "./outbox";
import type { Answer, Choice, Detail, GivenAnswer, Problem, Session } from "./records";

/** Everything that the page shows follows from this. */
export interface PageState {
  /** "missing": never had one; "refused": the server does not know it. */
  token: "held" | "missing" | "refused";
  session: Session | null;
  choice: Choice | null;
  /** When the server last confirmed `choice`; epoch milliseconds. */
  confirmed_at: number;
  reachable: boolean;
  problem: Problem | null;
  outbox: Waiting[];
  /** An answer that the server has, until its next word on the recommendation. */
  delivered: { recommendation: string; answer: Answer } | null;
  /** Why the server will never take what was said. */
  refused: Problem | null;
  /** A newer choice, held back so that nothing changes under the reader's finger. */
  newer: Choice | null;
  spoken: string;
}

interface Kept {
  session: Session;
  choice: Choice;
  confirmed_at: number;
}

function atStart(): PageState {
  const kept = recall<Kept>("last");
  return {
    token: recall("token") ? "held" : "missing",
    session: kept?.session ?? null,
    choice: kept?.choice ?? null,
    confirmed_at: kept?.confirmed_at ?? 0,
    reachable: true,
    problem: null,
    outbox: posted(),
    delivered: null,
    refused: null,
    newer: null,
    spoken: "",
  };
}

let state: PageState | null = null;
const listeners = new Set<() => void>();

export function page(): PageState {
  return (state ??= atStart());
}

export function change(part: Partial<PageState>): void {
  state = { ...page(), ...part };
  for (const listener of listeners) listener();
}

export function usePage(): PageState {
  const [, redraw] = useState(0);
  useEffect(() => {
    const listener = () => redraw((count) => count + 1);
    listeners.add(listener);
    listener();
    return () => void listeners.delete(listener);
  }, []);
  return page();
}

export function keepLast(): void {
  const { session, choice, confirmed_at } = page();
  if (session && choice) keep("last", { session, choice, confirmed_at } satisfies Kept);
}

export function startOver(token: string | null): void {
  forget();
  if (token) keep("token", token);
  state = null;
  change({});
}

/** The newest answer to a recommendation that still waits on the phone. */
export function waitingAnswer(recommendation: string): Posted | undefined {
  return page()
    .outbox.filter((item) => "answer" in item)
    .filter((item) => item.recommendation === recommendation)
    .at(-1);
}

/** The last word on a recommendation: what waits on the phone, else what was delivered, else what the server says. */
export function answerTo(recommendation: string): GivenAnswer | null {
  const { delivered, choice } = page();
  const waiting = waitingAnswer(recommendation);
  if (waiting) return waiting.answer;
  if (delivered?.recommendation === recommendation) return delivered.answer;
  return choice?.recommendation?.id === recommendation ? choice.answer : null;
}

/** The manager's now. A simulated building lives in its own time. */
export function now(): number {
  const { session, choice } = page();
  return session?.simulated && choice ? Date.parse(choice.as_of) : Date.now();
}

export function timezoneOf(building?: string): string {
  const { session } = page();
  return session?.buildings.find(({ id }) => id === building)?.timezone ?? session?.timezone ?? "UTC";
}

export function keptDetail(recommendation: string): Detail | null {
  const kept = recall<Detail>("detail");
  return kept?.id === recommendation ? kept : null;
}
