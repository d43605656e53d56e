import { useEffect, useState } from "preact/hooks";
import { whenWas } from "./format";
import { now, timezoneOf, usePage } from "./page_state";
import { words } from "./words/en";

/** Whose advice this is, and how old. */
export function Header() {
  const { choice, session, reachable, confirmed_at } = usePage();
  const minutes = useMinutesSince(confirmed_at);
  const offline = !reachable && choice;
  return (
    <header class="top">
      <span class="name">{words.name}</span>
      <span class="top-end">
        {session?.simulated && (
          <span class="badge" title={words.simulatedHint}>
            {words.simulated}
          </span>
        )}
        {offline ? (
          <span class="badge badge-offline">
            {words.offline} · {words.age(minutes)}
          </span>
        ) : (
          choice && (
            <time dateTime={choice.as_of}>{words.asOf(whenWas(Date.parse(choice.as_of), now(), timezoneOf()))}</time>
          )
        )}
      </span>
    </header>
  );
}

function useMinutesSince(at: number): number {
  const [, redraw] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => redraw((count) => count + 1), 20_000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.floor((Date.now() - at) / 60_000));
}
