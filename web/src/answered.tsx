import { Undo, useUndoable } from "./actions";
import { when } from "./format";
import { Heading } from "./heading";
import { now, timezoneOf, usePage } from "./page_state";
import type { GivenAnswer, Recommendation } from "./records";
import { words } from "./words/en";

/** What was said, what follows from it, and the way back for a few seconds. */
export function Answered({ recommendation, answer }: { recommendation: Recommendation; answer: GivenAnswer }) {
  const { reachable } = usePage();
  const undoable = useUndoable(recommendation.id);
  const until = answer.until ? when(Date.parse(answer.until), now(), timezoneOf(recommendation.building)) : null;
  const [title, lead] = sayBack(answer, until);
  return (
    <>
      <article class="answered">
        <Heading of={`answered ${recommendation.id}`}>{title}</Heading>
        <p class="lead">{lead}</p>
        <p class="quiet">{recommendation.title}</p>
        {answer.said === "done" && recommendation.expect && (
          <>
            <h2>{words.answered.expect}</h2>
            <p>{recommendation.expect}</p>
          </>
        )}
        <p class="quiet">{reachable ? words.answered.next : words.answered.queued}</p>
      </article>
      {undoable && (
        <section class="actions">
          <Undo item={undoable} />
        </section>
      )}
    </>
  );
}

function sayBack(answer: GivenAnswer, until: string | null): [string, string] {
  const { answered } = words;
  if (answer.said === "snoozed") return answered.snoozed(until) as [string, string];
  if (answer.said === "handed_over") return answered.handed_over(answer.handed_to ?? null) as [string, string];
  return answered[answer.said] as [string, string];
}
