import { useEffect, useState } from "preact/hooks";
import { get, Refused } from "./api";
import { money, number, percent, when } from "./format";
import { begin } from "./manage";
import { now, page, startOver, timezoneOf } from "./page_state";
import type { Said } from "./records";
import { back } from "./route";
import { SubView } from "./sub_view";
import { told } from "./told";
import { words } from "./words/en";
import { behind } from "./words/en_behind";

interface Past {
  id: string;
  title: string;
  shown_at: string;
  building: string;
  building_name: string;
  currency: string;
  answer: { said: Said } | null;
  outcome: { found: string; text: string; saving_per_day: { likely: number } | null } | null;
}

interface Totals {
  shown: number;
  fixed: number;
  trusted_action_rate: number | null;
  savings: { currency: string; per_day: number }[];
}

interface Ledger {
  recommendations: Past[];
  totals: Totals;
}

/** What was done, and what the data said of it: the savings ledger. */
export function History() {
  const { session } = page();
  const [ledger, setLedger] = useState<Ledger | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => {
    const manager = encodeURIComponent(session?.manager ?? "");
    const fail = (error: unknown) =>
      setFailed(error instanceof Refused ? error.problem.title : behind.trouble.unreachable);
    get<Ledger>(`managers/${manager}/history`).then(setLedger, fail);
  }, []);
  const leave = () => {
    back();
    startOver(null);
    void begin();
  };
  return (
    <SubView of="history" title={behind.history.title}>
      {failed && <p role="alert">{failed}</p>}
      {ledger && <Sums totals={ledger.totals} />}
      <ol class="past" aria-busy={!ledger && !failed}>
        {ledger?.recommendations.map((past) => (
          <Entry key={past.id} past={past} />
        ))}
      </ol>
      <button type="button" class="quiet-link" onClick={leave}>
        {behind.token.change}
      </button>
    </SubView>
  );
}

function Sums({ totals: { shown, fixed, savings, trusted_action_rate } }: { totals: Totals }) {
  if (shown === 0) return <p class="lead">{behind.history.empty}</p>;
  const saved = savings.filter(({ per_day }) => per_day > 0).map((saving) => money(saving.per_day, saving.currency));
  return (
    <>
      <p class="lead">
        {behind.history.fixed(number(fixed), number(shown))}{" "}
        {saved.length > 0 && words.outcome.saves(saved.join(" + "))}
      </p>
      {trusted_action_rate !== null && <p class="quiet">{behind.history.trusted(percent(trusted_action_rate))}</p>}
    </>
  );
}

function Entry({ past: { title, building, building_name, shown_at, answer, outcome, currency } }: { past: Past }) {
  const saved = outcome?.saving_per_day?.likely ?? 0;
  return (
    <li>
      <h2>{told(title)}</h2>
      <p class="quiet">
        {building_name}, {when(Date.parse(shown_at), now(), timezoneOf(building))}.{" "}
        {answer ? behind.history.said[answer.said] : behind.history.unanswered}
      </p>
      {outcome && (
        <p class={`found found-${outcome.found}`}>
          {behind.history.found[outcome.found]}
          {outcome.found === "fixed" && saved > 0 && `: ${words.outcome.saves(money(saved, currency))}`}
        </p>
      )}
    </li>
  );
}
