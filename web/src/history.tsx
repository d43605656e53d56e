import { useEffect, useState } from "preact/hooks";
import { get, Refused } from "./api";
import { money, when } from "./format";
import { now, page, timezoneOf } from "./page_state";
import type { Said } from "./records";
import { SubView } from "./sub_view";
import { words } from "./words/en";
import { behind } from "./words/en_behind";

interface Past {
  id: string;
  title: string;
  shown_at: string;
  answer: { said: Said } | null;
  outcome: { found: string; text: string; saving_per_day: { likely: number } | null } | null;
}

export function History() {
  const { session } = page();
  const [past, setPast] = useState<Past[] | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => {
    get<{ recommendations: Past[] }>(`managers/${encodeURIComponent(session?.manager ?? "")}/history`).then(
      (found) => setPast(found.recommendations),
      (error: unknown) => setFailed(error instanceof Refused ? error.problem.title : behind.trouble.unreachable),
    );
  }, []);
  return (
    <SubView of="history" title={behind.history.title}>
      {failed && <p>{failed}</p>}
      {past?.length === 0 && <p>{behind.history.empty}</p>}
      <ol class="past">
        {past?.map(({ id, title, shown_at, answer, outcome }) => (
          <li key={id}>
            <h2>{title}</h2>
            <p class="quiet">
              {when(Date.parse(shown_at), now(), timezoneOf())} · {answer ? behind.history.said[answer.said] : behind.history.unanswered}
            </p>
            {outcome && (
              <p>
                <strong>{behind.history.found[outcome.found]}</strong>
                {outcome.saving_per_day && session && <> · {words.card.aDay(money(outcome.saving_per_day.likely, session.currency))}</>}
              </p>
            )}
          </li>
        ))}
      </ol>
    </SubView>
  );
}
