import { useState } from "preact/hooks";
import { money } from "./format";
import { keep, recall } from "./keep";
import { showNewer } from "./manage";
import { change, usePage } from "./page_state";
import type { Outcome } from "./records";
import { words } from "./words/en";

/** What is worth a line above the card: a verified fix, newer advice, what was said and not taken. */
export function Notices() {
  const { choice, newer, refused, reachable, outbox } = usePage();
  const answers = outbox.filter((item) => "answer" in item).length;
  return (
    <>
      {refused && (
        <div class="notice notice-problem" role="alert">
          <p>{words.answers.notSent(refused.detail ?? refused.title)}</p>
          <button type="button" onClick={() => change({ refused: null })}>
            {words.answers.dismissNotice}
          </button>
        </div>
      )}
      {newer && (
        <div class="notice">
          <p>{words.card.newer}</p>
          <button type="button" onClick={showNewer}>
            {words.card.showNewer}
          </button>
        </div>
      )}
      {!reachable && outbox.length > 0 && (
        <div class="notice">
          <p>{words.waitingToSend(answers, outbox.length - answers)}</p>
        </div>
      )}
      {choice?.outcome && <Verified key={choice.outcome.recommendation} outcome={choice.outcome} />}
    </>
  );
}

function Verified({ outcome }: { outcome: Outcome }) {
  const mark = `${outcome.recommendation} ${outcome.found}`;
  const [seen, setSeen] = useState(() => recall("outcome_seen") === mark);
  const { choice, session } = usePage();
  if (seen) return null;
  const currency = choice?.recommendation?.currency ?? session?.currency;
  const saving = outcome.found === "fixed" && currency ? outcome.saving_per_day?.likely : undefined;
  const lead = words.outcome[outcome.found];
  return (
    <div class={`notice notice-${outcome.found}`} role="status">
      <p>
        <strong>{lead}</strong>
        {outcome.text.startsWith(lead) ? outcome.text.slice(lead.length) : ` ${outcome.text}`}
        {saving !== undefined && saving > 0 && !outcome.text.includes("saved") && (
          <> {words.outcome.saves(money(saving, currency!))}</>
        )}
      </p>
      <button
        type="button"
        onClick={() => {
          keep("outcome_seen", mark);
          setSeen(true);
        }}
      >
        {outcome.found === "fixed" ? words.outcome.dismiss : words.outcome.seen}
      </button>
    </div>
  );
}
