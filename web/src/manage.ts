import { get, Refused } from "./api";
import { follow } from "./follow";
import { keep } from "./keep";
import { deliver, post, posted, takeBack, UNDO_MS, uuid } from "./outbox";
import { answerTo, change, keepLast, keptDetail, page, waitingAnswer } from "./page_state";
import type { Answer, Choice, Detail, Session } from "./records";
import { view } from "./route";
import { words } from "./words/en";

let stop: (() => void) | null = null;
let begun = 0;

/** Learns who holds the phone, then follows the one action. Safe to call again. */
export async function begin(): Promise<void> {
  const turn = ++begun;
  stop?.();
  stop = null;
  if (page().token !== "held") return;
  if (page().session) followFrom(page().session!);
  try {
    const session = await get<Session>("session");
    if (turn !== begun) return;
    const known = page().session?.manager === session.manager;
    change({ session, ...(known ? {} : { choice: null }) });
    if (!known || !stop) followFrom(session);
  } catch (error) {
    if (turn !== begun) return;
    fail(error);
    if (!page().session && page().token === "held") setTimeout(() => turn === begun && void begin(), 5000);
  }
  void send();
}

function followFrom(session: Session): void {
  stop?.();
  stop = follow(session.manager, take, fail);
}

function fail(error: unknown): void {
  if (error instanceof Refused) {
    if (error.status === 401) {
      stop?.();
      change({ token: "refused", reachable: true });
    } else change({ problem: error.problem, reachable: true });
  } else change({ reachable: false, problem: null });
}

/** Whether the reader holds the card now: another one must not slip under the finger. */
function held(next: Choice): boolean {
  const { choice, newer } = page();
  const current = choice?.recommendation?.id;
  if (!current || next.recommendation?.id === current) return false;
  const answer = answerTo(current);
  if (answer && answer.said !== "accepted") return waitingAnswer(current) !== undefined;
  return newer !== null || view() !== "card" || document.querySelector("dialog[open]") !== null;
}

function take(choice: Choice): void {
  const wasAway = !page().reachable;
  const confirmed = { reachable: true, problem: null, confirmed_at: Date.now() };
  if (held(choice)) change({ ...confirmed, newer: choice });
  else show(choice, confirmed);
  if (wasAway) void send();
}

function show(choice: Choice, more: object = {}): void {
  const changed = page().choice?.recommendation?.id !== choice.recommendation?.id || !page().choice;
  const delivered = page().delivered;
  change({
    ...more,
    choice,
    newer: null,
    // The server's word counts again once it knows of the answer, or speaks of something else.
    delivered: choice.answer || choice.recommendation?.id !== delivered?.recommendation ? null : delivered,
    ...(changed ? { spoken: choice.recommendation?.title ?? choice.headline } : {}),
  });
  keepLast();
  const { recommendation } = choice;
  if (recommendation && changed) void detail(recommendation.id).catch(() => undefined);
}

export function showNewer(): void {
  const { newer } = page();
  if (newer) show(newer);
}

/** The recommendation with its readings, kept on the phone for where there is no signal. */
export async function detail(recommendation: string): Promise<Detail> {
  try {
    const fetched = await get<Detail>(`recommendations/${encodeURIComponent(recommendation)}`);
    keep("detail", fetched);
    return fetched;
  } catch (error) {
    const kept = keptDetail(recommendation);
    if (!kept) throw error;
    return kept;
  }
}

export function answer(recommendation: string, said: Omit<Answer, "id">, spoken: string): void {
  post({ recommendation, answer: { id: uuid(), ...said }, send_after: Date.now() + UNDO_MS });
  change({ outbox: posted(), refused: null, spoken });
  setTimeout(() => void send(), UNDO_MS + 50);
}

export function undo(id: string): void {
  takeBack(id);
  change({ outbox: posted(), spoken: words.answers.undone });
}

let retry = 0;

/** Sends what waits; `all` when the page is going away, and nobody can undo any more. */
export async function send(all = false): Promise<void> {
  clearTimeout(retry);
  if (posted().length === 0 || page().token !== "held") return;
  try {
    const { delivered, refused } = await deliver(all);
    const last = delivered.at(-1);
    change({
      outbox: posted(),
      reachable: true,
      ...(last ? { delivered: { recommendation: last.recommendation, answer: last.answer } } : {}),
      ...(refused[0] ? { refused: refused[0] } : {}),
    });
    if (last || refused[0]) await askAgain();
  } catch (error) {
    fail(error);
    change({ outbox: posted() });
  }
  if (posted().length > 0) retry = window.setTimeout(() => void send(), 5000);
}

async function askAgain(): Promise<void> {
  const { session } = page();
  if (!session) return;
  try {
    take(await get<Choice>(`managers/${encodeURIComponent(session.manager)}/next-action`));
  } catch (error) {
    fail(error);
  }
}

export function watchThePhone(): void {
  addEventListener("online", () => void send());
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) void send(true);
  });
  addEventListener("pagehide", () => void send(true));
}
