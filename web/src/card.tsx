import { Actions } from "./actions";
import { money, number, percent, whenWas } from "./format";
import { Heading } from "./heading";
import { now, timezoneOf } from "./page_state";
import type { Effort, GivenAnswer, Recommendation } from "./records";
import { open } from "./route";
import { told } from "./told";
import { words } from "./words/en";

interface Props {
  recommendation: Recommendation;
  answer: GivenAnswer | null;
}

/** The one thing to do now: all that is needed to answer, and nothing else. */
export function Card({ recommendation, answer }: Props) {
  const timezone = timezoneOf(recommendation.building);
  const inWork = answer?.said === "accepted";
  const takenAt = answer?.answered_at ? whenWas(Date.parse(answer.answered_at), now(), timezone) : null;
  return (
    <>
      <article class="card">
        <p class="place">
          {inWork && <span class="badge badge-work">{words.card.inWork(takenAt)}</span>}
          {recommendation.urgent && <span class="badge badge-urgent">{words.card.urgent}</span>}
          <span>
            {recommendation.equipment_name}, {recommendation.building_name}
          </span>
        </p>
        <Heading of={recommendation.id}>{told(recommendation.title)}</Heading>
        <p class="because">{told(recommendation.because)}</p>
        <dl class="facts">
          <Fact name={words.card.waiting}>
            <Waiting recommendation={recommendation} />
          </Fact>
          <Fact name={words.card.people}>{told(recommendation.people_text || words.card.noPeople)}</Fact>
          <Fact name={words.card.effort}>{effortText(recommendation.effort)}</Fact>
          <Fact name={words.card.certainty}>
            <Certainty recommendation={recommendation} />
          </Fact>
        </dl>
        <nav class="deeper">
          {(["why", "steps"] as const).map((view) => (
            <button key={view} type="button" onClick={() => open(view)}>
              {words.card[view]}
            </button>
          ))}
        </nav>
        <button type="button" class="aside" onClick={() => open("complain")}>
          {words.card.complain}
        </button>
      </article>
      <Actions recommendation={recommendation} inWork={inWork} />
    </>
  );
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Waiting({ recommendation: { value_per_day: value, waiting_week, currency } }: { recommendation: Recommendation }) {
  return (
    <details class="more">
      <summary>
        <span class="figure">{waitingText(value.likely, currency)}</span>
      </summary>
      <p>
        {words.card.waitingMore(money(value.low, currency), money(value.high, currency))}{" "}
        {words.card.waitingWeek(money(waiting_week, currency))}
      </p>
    </details>
  );
}

function waitingText(perDay: number, currency: string): string {
  if (perDay > 0) return words.card.aDay(money(perDay, currency));
  return perDay < 0 ? words.card.waitingSaves(money(-perDay, currency)) : words.card.waitingNothing;
}

/** The word, the number, and what they rest on; the row of marks shows the number as people count: so many in twenty. */
export function Certainty({ recommendation }: { recommendation: Recommendation }) {
  const { probability, certainty, certainty_basis } = recommendation;
  const real = Math.min(19, Math.max(1, Math.round(probability * 20)));
  return (
    <>
      <span class="figure certainty">
        {certainty.charAt(0).toUpperCase() + certainty.slice(1)} <span class="share">{percent(probability)}</span>
      </span>
      <svg class="marks" viewBox="0 0 119 8" aria-hidden="true">
        {Array.from({ length: 20 }, (_, index) => (
          <rect key={index} x={index * 6} width="4" height="8" rx="1" class={index < real ? "real" : "unreal"} />
        ))}
      </svg>
      <span class="basis">{certainty_basis}</span>
    </>
  );
}

export function effortText({ hours, people, skill, parts, parts_likely }: Effort): string {
  const needs = parts_likely && parts.length > 0 ? words.card.partsLikely(parts.join(", ")) : words.card.noParts;
  return [words.card.hours(number(hours, 1)), words.card.person(people, skill), needs].join(", ");
}
