import { Undo, useUndoable } from "./actions";
import { when } from "./format";
import { Heading } from "./heading";
import { now, timezoneOf, usePage } from "./page_state";
import type { GivenAnswer, Recommendation } from "./records";
import { told } from "./told";
import { behind } from "./words/en_behind";

/** What was said, what follows from it, and the way back for a few seconds. */
export function Answered({ recommendation, answer }: { recommendation: Recommendation; answer: GivenAnswer }) {
  const { reachable } = usePage();
  const undoable = useUndoable(recommendation.id);
  const until = answer.until ? when(Date.parse(answer.until), now(), timezoneOf(recommendation.building)) : null;
  const [title, lead] = sayBack(answer, until);
  return (
    <>
      <article class="answered">
        <p class="quiet">{told(recommendation.title)}</p>
        <Heading of={`answered ${recommendation.id}`}>{title}</Heading>
        <p class="lead">{lead}</p>
        {answer.said === "done" && recommendation.expect && (
          <>
            <h2>{behind.answered.expect}</h2>
            <p>{told(recommendation.expect)}</p>
          </>
        )}
        <p class="quiet">{reachable ? behind.answered.next : behind.answered.queued}</p>
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
  const { answered } = behind;
  switch (answer.said) {
    case "snoozed":
      return answered.snoozed(until);
    case "handed_over":
      return answered.handed_over(answer.handed_to || null);
    case "dismissed":
      return answered.dismissed[answer.reason ?? ""] ?? answered.dismissed.not_real!;
    default:
      return answered.done;
  }
}
