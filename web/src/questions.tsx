import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { clock } from "./format";
import { keep, recall } from "./keep";
import { now, timezoneOf } from "./page_state";
import type { Answer, Recommendation } from "./records";
import { weekday } from "./site_clock";
import { timesToAskAgain, waitsFor } from "./until";
import { words } from "./words/en";
import { behind } from "./words/en_behind";

/** The answers that need a second word. */
export type Question = "snoozed" | "dismissed" | "handed_over";

interface Props {
  recommendation: Recommendation;
  say: (answer: Omit<Answer, "id">) => void;
  close: () => void;
}

export function Ask({ about, ...props }: Props & { about: Question }) {
  if (about === "snoozed") return <AskUntil {...props} />;
  return about === "dismissed" ? <AskReason {...props} /> : <AskWhom {...props} />;
}

/** A sheet at the thumb. The browser's own dialog keeps the focus inside, closes on Escape and gives it back. */
function Sheet({ title, close, children }: { title: string; close: () => void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement as HTMLElement | null;
    dialog.current?.showModal();
    return () => opener?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="question"
      onClose={close}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div class="sheet">
        <h2 id="question">{title}</h2>
        {children}
        <button type="button" class="cancel" onClick={close}>
          {words.cancel}
        </button>
      </div>
    </dialog>
  );
}

function AskUntil({ recommendation, say, close }: Props) {
  const timezone = timezoneOf(recommendation.building);
  const today = now();
  return (
    <Sheet title={behind.questions.until} close={close}>
      <div class="choices">
        {timesToAskAgain(today, timezone).map(({ name, at }) => (
          <button key={name} type="button" onClick={() => say({ said: "snoozed", until: new Date(at).toISOString() })}>
            {behind.questions[name]} <small>{name === "nextWeek" ? weekday(at, timezone) : clock(at, timezone)}</small>
          </button>
        ))}
      </div>
      <h3>{behind.questions.orWaiting}</h3>
      <div class="choices choices-row">
        {waitsFor.map(({ name, said }) => (
          <button key={name} type="button" onClick={() => say(said)}>
            {behind.questions[name]}
          </button>
        ))}
      </div>
    </Sheet>
  );
}

function AskReason({ say, close }: Props) {
  return (
    <Sheet title={behind.questions.whatIsWrong} close={close}>
      <div class="choices">
        {Object.entries(behind.questions.reasons).map(([reason, [name, hint]]) => (
          <button key={reason} type="button" onClick={() => say({ said: "dismissed", reason })}>
            {name} <small>{hint}</small>
          </button>
        ))}
      </div>
    </Sheet>
  );
}

function AskWhom({ say, close }: Props) {
  const [name, setName] = useState("");
  const [note, setNote] = useState("");
  const known = recall<string[]>("people") ?? [];
  const submit = (event: Event) => {
    event.preventDefault();
    const whom = name.trim();
    if (!whom) return;
    keep("people", [whom, ...known.filter((person) => person !== whom)].slice(0, 8));
    say({ said: "handed_over", handed_to: whom, ...(note.trim() ? { note: note.trim() } : {}) });
  };
  return (
    <Sheet title={behind.questions.toWhom} close={close}>
      <form onSubmit={submit}>
        <label for="whom">{behind.questions.name}</label>
        <input
          id="whom"
          list="people"
          required
          maxLength={120}
          autocomplete="off"
          placeholder={behind.questions.namePlaceholder}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <datalist id="people">
          {known.map((person) => (
            <option key={person} value={person} />
          ))}
        </datalist>
        <label for="note">
          {behind.questions.note} <small>({behind.questions.noteOptional})</small>
        </label>
        <textarea
          id="note"
          rows={2}
          maxLength={1000}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
        <button type="submit" class="main-button">
          {words.answers.handed_over}
        </button>
      </form>
    </Sheet>
  );
}
