import { useEffect, useState } from "preact/hooks";
import { complain, feltAt, keptRooms, rooms as fetchRooms, type When } from "./complaints";
import { recall } from "./keep";
import { timezoneOf, usePage } from "./page_state";
import type { Complaint, Room } from "./records";
import { OneOf, Where } from "./where";
import { SubView } from "./sub_view";
import { behind } from "./words/en_behind";

export { keepRooms } from "./complaints";

const { complain: said } = behind;

/** What people feel, handed on: where, what, when. */
export function Complain() {
  const [noted, setNoted] = useState<Room | null>(null);
  return noted ? <Noted of={noted} again={() => setNoted(null)} /> : <Asked done={setNoted} />;
}

function Noted({ of: { name, building_name }, again }: { of: Room; again: () => void }) {
  const { reachable } = usePage();
  return (
    <SubView key="noted" of="noted" title={said.noted} about={`${name}, ${building_name}`}>
      <p class="lead">{said.counts}</p>
      {!reachable && <p class="quiet">{said.queued}</p>}
      <button type="button" class="second-button" onClick={again}>
        {said.another}
      </button>
    </SubView>
  );
}

function Asked({ done }: { done: (room: Room) => void }) {
  const [rooms, failed] = useRooms();
  return (
    <SubView key="complain" of="complain" title={said.title}>
      <p class="lead">{said.lead}</p>
      {rooms && rooms.length > 0 && <Form rooms={rooms} done={done} />}
      {rooms?.length === 0 && <p>{said.noRooms}</p>}
      {!rooms && <p role={failed ? "alert" : "status"}>{failed ? said.notFetched : said.fetching}</p>}
    </SubView>
  );
}

/** The rooms as kept, then as they are now. */
function useRooms(): [Room[] | null, boolean] {
  const [rooms, setRooms] = useState(keptRooms);
  const [failed, setFailed] = useState(false);
  useEffect(() => void fetchRooms().then(setRooms, () => setFailed(true)), []);
  return [rooms, failed];
}

/** Where there is one room, nobody need choose it. */
function onlyRoom(rooms: Room[], building: string): Room | null {
  const here = rooms.filter((room) => room.building === building);
  return here.length === 1 ? here[0]! : null;
}

function Form({ rooms, done }: { rooms: Room[]; done: (room: Room) => void }) {
  const { choice } = usePage();
  const [building, setBuilding] = useState(() => {
    const known = [recall<string>("complained_in"), choice?.recommendation?.building];
    return known.find((id) => rooms.some((room) => room.building === id)) ?? rooms[0]!.building;
  });
  const [room, setRoom] = useState(() => onlyRoom(rooms, building));
  const [felt, setFelt] = useState<Complaint["felt"] | null>(null);
  const [when, setWhen] = useState<When>("now");
  const [note, setNote] = useState("");
  const submit = (event: Event) => {
    event.preventDefault();
    if (!room || !felt) return;
    const felt_at = new Date(feltAt(when, timezoneOf(building))).toISOString();
    complain({ building, equipment: room.id, felt, felt_at, ...(note.trim() ? { note: note.trim() } : {}) }, said.counts);
    done(room);
  };
  const move = (to: string) => {
    setBuilding(to);
    setRoom(onlyRoom(rooms, to));
  };
  return (
    <form class="complaint" onSubmit={submit}>
      <Where rooms={rooms} building={building} move={move} room={room} choose={setRoom} />
      <OneOf name="felt" legend={said.what} options={said.felt} chosen={felt} choose={setFelt} />
      <OneOf name="when" legend={said.when} options={said.times} chosen={when} choose={setWhen} />
      <label for="note">
        {said.note} <small>({said.noteOptional})</small>
      </label>
      <textarea id="note" rows={2} maxLength={1000} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
      <button type="submit" class="main-button">
        {said.button}
      </button>
    </form>
  );
}
