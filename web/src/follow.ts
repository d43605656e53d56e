import { call, Unreachable } from "./api";
import { page } from "./page_state";
import type { Choice } from "./records";

const POLL_MS = 30_000;
const RETRY_MS = 5_000;
const SILENCE_MS = 60_000;

/** Follows the one action while the page is seen: a stream of events, and asking again where streams are cut. */
export function follow(manager: string, take: (choice: Choice) => void, fail: (error: unknown) => void): () => void {
  const path = `managers/${encodeURIComponent(manager)}/next-action`;
  let stopped = false;
  let etag: string | null = null;
  let look = new AbortController();
  let streaming = false;
  let wake: () => void = () => undefined;

  async function ask(): Promise<void> {
    const response = await call(path, { signal: look.signal, headers: etag ? { "If-None-Match": etag } : {} });
    const choice = response.status === 304 ? page().choice : ((await response.json()) as Choice);
    etag = response.headers.get("ETag") ?? etag;
    if (choice) take(choice);
  }

  async function listen(): Promise<void> {
    const response = await call(`${path}/events`, { signal: look.signal, headers: { Accept: "text/event-stream" } });
    if (!response.body || !response.headers.get("Content-Type")?.startsWith("text/event-stream")) return;
    streaming = true;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    let silence = 0;
    try {
      for (;;) {
        silence = window.setTimeout(() => void reader.cancel(), SILENCE_MS);
        const { done, value } = await reader.read();
        clearTimeout(silence);
        if (done) return;
        // The stream tells only what changed; that all is as it was, and since when, is asked for.
        if (Date.now() - page().confirmed_at > SILENCE_MS) await ask();
        text += value.replaceAll("\r", "");
        const events = text.split("\n\n");
        text = events.pop()!;
        for (const event of events) await hear(event);
      }
    } finally {
      clearTimeout(silence);
    }
  }

  async function hear(event: string): Promise<void> {
    const lines = event.split("\n").filter((line) => line.startsWith("data:"));
    if (lines.length === 0) return;
    const said = JSON.parse(lines.map((line) => line.slice(5)).join("\n")) as Partial<Choice> | null;
    etag = null;
    if (said && "coverage" in said) take(said as Choice);
    else await ask();
  }

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => (clearTimeout(timer), resolve());
    });

  async function run(): Promise<void> {
    while (!stopped) {
      if (document.hidden) {
        await pause(2 ** 31 - 1);
        continue;
      }
      look = new AbortController();
      streaming = false;
      try {
        await ask();
        // A stream that is cut, or that a proxy does not let through, is no trouble: the page asks again.
        await listen().catch(() => undefined);
      } catch (error) {
        if (!look.signal.aborted) fail(error);
      }
      if (!look.signal.aborted) await pause(page().reachable && !streaming ? POLL_MS : RETRY_MS);
    }
  }

  function seen(): void {
    look.abort();
    wake();
  }

  function online(): void {
    if (!page().reachable) wake();
  }

  function offline(): void {
    fail(new Unreachable());
  }

  document.addEventListener("visibilitychange", seen);
  addEventListener("online", online);
  addEventListener("offline", offline);
  void run();
  return () => {
    stopped = true;
    look.abort();
    wake();
    document.removeEventListener("visibilitychange", seen);
    removeEventListener("online", online);
    removeEventListener("offline", offline);
  };
}
