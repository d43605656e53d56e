import { useState } from "preact/hooks";
import { find } from "./complaints";
import { number } from "./format";
import type { Room } from "./records";
import { behind } from "./words/en_behind";

const { complain: said } = behind;
/** So many rooms are seen at a glance; more are searched. */
const AT_A_GLANCE = 5;

interface Props {
  rooms: Room[];
  building: string;
  move: (building: string) => void;
  room: Room | null;
  choose: (room: Room) => void;
}

/** The room: of the building that was named last, found by a part of its name where there are many. */
export function Where({ rooms, building, move, room, choose }: Props) {
  const [wanted, setWanted] = useState("");
  const buildings = new Map(rooms.map((each) => [each.building, each.building_name]));
  const here = rooms.filter((each) => each.building === building);
  const found = find(here, wanted);
  const shown = found.slice(0, AT_A_GLANCE);
  // What is chosen stays in sight, whatever is searched for next.
  const chosen = here.find((each) => each.id === room?.id && !shown.includes(each));
  return (
    <fieldset>
      <legend>{said.where}</legend>
      {buildings.size > 1 && (
        <>
          <label class="for-screen-readers" for="building">
            {said.building}
          </label>
          <div class="select">
            <select id="building" value={building} onChange={(event) => move(event.currentTarget.value)}>
              {[...buildings].map(([id, name]) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        </>
      )}
      {here.length > AT_A_GLANCE && (
        <input
          type="search"
          aria-label={said.find}
          placeholder={said.findHint}
          autocomplete="off"
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
      )}
      <div class="options">
        {[...(chosen ? [chosen] : []), ...shown].map((each) => (
          <label key={each.id}>
            <input type="radio" name="room" required checked={each.id === room?.id} onChange={() => choose(each)} />
            <span>
              {each.name} {each.location && <small>{each.location}</small>}
            </span>
          </label>
        ))}
      </div>
      <p class="quiet more-rooms" role="status">
        {found.length > shown.length && said.more(number(found.length - shown.length))}
        {found.length === 0 && said.noMatch}
      </p>
    </fieldset>
  );
}

interface OneOfProps<Name extends string> {
  name: string;
  legend: string;
  options: Record<Name, string>;
  chosen: Name | null;
  choose: (name: Name) => void;
}

/** One of a few, side by side. */
export function OneOf<Name extends string>({ name, legend, options, chosen, choose }: OneOfProps<Name>) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div class="options options-row">
        {(Object.entries(options) as [Name, string][]).map(([each, words]) => (
          <label key={each}>
            <input type="radio" name={name} required checked={each === chosen} onChange={() => choose(each)} />
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
