import { useEffect, useState } from "preact/hooks";
import { answer, undo } from "./manage";
import { lazily } from "./lazily";
import { UNDO_MS, type Posted } from "./outbox";
import { usePage, waitingAnswer } from "./page_state";
import type { Question } from "./questions";
import type { Answer, Recommendation } from "./records";
import { words } from "./words/en";

/** Fetched in the first quiet moment: an answer is not kept waiting for its question. */
const Ask = lazily(() => import("./questions").then((module) => module.Ask));


const QUESTIONS: Question[] = ["snoozed", "dismissed", "handed_over"];

/** The four answers, where the thumb is. */
export function Actions({ recommendation, inWork }: { recommendation: Recommendation; inWork: boolean }) {
  const [asked, setAsked] = useState<Question | null>(null);
  const undoable = useUndoable(recommendation.id);
  const say = (said: Omit<Answer, "id">) => {
    setAsked(null);
    answer(recommendation.id, said, words.said[said.said]);
  };
  const main = inWork ? "done" : "accepted";
  return (
    <section class="actions" aria-label={words.answers.group}>
      {undoable && <Undo item={undoable} />}
      <button
        type="button"
        class="main-button"
        // A second tap of an eager thumb must not report the work done.
        aria-disabled={undoable !== null}
        onClick={() => undoable || say({ said: main })}
      >
        {words.answers[main]}
      </button>
      <div class="other-answers">
        {QUESTIONS.map((said) => (
          <button key={said} type="button" aria-haspopup="dialog" onClick={() => setAsked(said)}>
            {words.answers[said]}
          </button>
        ))}
      </div>
      {asked && <Ask about={asked} recommendation={recommendation} say={say} close={() => setAsked(null)} />}
    </section>
  );
}

/** The newest answer that can still be taken back. */
export function useUndoable(recommendation: string): Posted | null {
  usePage();
  const [, redraw] = useState(0);
  const item = waitingAnswer(recommendation);
  const left = item ? item.send_after - Date.now() : 0;
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => redraw((count) => count + 1), left);
    return () => clearTimeout(timer);
  }, [item?.answer.id]);
  return item && left > 0 ? item : null;
}

export function Undo({ item }: { item: Posted }) {
  return (
    <div class="undo" style={{ "--undo-time": `${UNDO_MS}ms` }}>
      <p>{words.said[item.answer.said]}</p>
      <button type="button" onClick={() => undo(item.answer.id)}>
        {words.answers.undo}
      </button>
    </div>
  );
}
