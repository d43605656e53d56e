import { number, whenWas } from "./format";
import { Heading } from "./heading";
import { Notices } from "./notices";
import { now, timezoneOf } from "./page_state";
import type { Choice } from "./records";
import { open } from "./route";
import { words } from "./words/en";

/** "Nothing needs you" is an answer, and stands on what was looked at; so does not knowing. */
export function AllClear({ choice }: { choice: Choice }) {
  const { coverage, blind_spots, nothing_because } = choice;
  const last = coverage.last_reading ? whenWas(Date.parse(coverage.last_reading), now(), timezoneOf()) : null;
  const clear = nothing_because === "nothing_worth_doing";
  return (
    <main>
      <Notices />
      <article class={clear ? "clear" : "clear unclear"}>
        <svg class="mark" viewBox="0 0 56 56" aria-hidden="true">
          <circle cx="28" cy="28" r="25" />
          {clear && <path d="m17.5 29 7.5 7.5L39 21" />}
        </svg>
        <Heading of={`nothing ${nothing_because}`}>
          {clear ? words.clear.title : nothing_because === "no_data" ? words.clear.noData : words.clear.notLooked}
        </Heading>
        {!clear && <p class="lead">{choice.headline}</p>}
        {clear && (
          <p class="lead">{words.clear.heard(number(coverage.heard), number(coverage.points), coverage.within_minutes)}</p>
        )}
        {coverage.equipment > 0 && clear && (
          <p>{words.clear.judged(number(coverage.equipment_judged), number(coverage.equipment))}</p>
        )}
        {!clear && <p>{nothing_because === "no_data" ? words.clear.noDataHint : words.clear.notLookedHint}</p>}
        {last && <p class="quiet">{words.clear.last(last)}</p>}
        <BlindSpots choice={choice} />
        {clear && blind_spots.length === 0 && <p class="quiet">{words.clear.allSeen}</p>}
        <p>
          <button type="button" class="quiet-link" onClick={() => open("history")}>
            {words.clear.history}
          </button>
        </p>
        <p>
          <button type="button" class="quiet-link" onClick={() => open("complain")}>
            {words.card.complain}
          </button>
        </p>
      </article>
    </main>
  );
}

function BlindSpots({ choice: { blind_spots } }: { choice: Choice }) {
  if (blind_spots.length === 0) return null;
  return (
    <details class="more blind">
      <summary>{words.clear.blind(blind_spots.length)}</summary>
      <ul>
        {blind_spots.map((spot) => (
          <li key={spot.text}>{spot.text}</li>
        ))}
      </ul>
    </details>
  );
}
