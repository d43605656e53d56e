import { useState } from "preact/hooks";
import { money, number } from "./format";
import { keep, recall } from "./keep";
import type { Effort, Recommendation, Step } from "./records";
import { SubView } from "./sub_view";
import { told } from "./told";
import { words } from "./words/en";
import { behind } from "./words/en_behind";

/** What the technician does, in order, safety first; the ticks stay on this phone. */
export function Steps({ recommendation }: { recommendation: Recommendation }) {
  const { id, steps, effort, currency, expect, waits_days = 0 } = recommendation;
  const [done, setDone] = useState(() => {
    const kept = recall<{ id: string; done: string[] }>("steps");
    return kept?.id === id ? kept.done : [];
  });
  const tick = (text: string) => {
    const next = done.includes(text) ? done.filter((other) => other !== text) : [...done, text];
    setDone(next);
    keep("steps", { id, done: next });
  };
  const list = { done, tick };
  const ticked = steps.filter(({ text }) => done.includes(text)).length;
  const about = behind.steps.progress(number(ticked), number(steps.length));
  const safety = steps.filter((step) => step.safety);
  const work = steps.filter((step) => !step.safety);
  return (
    <SubView of="steps" title={told(recommendation.title)} about={about}>
      {safety.length > 0 && (
        <section class="safety">
          <h2>
            <svg width="20" height="18" viewBox="0 0 20 18" aria-hidden="true">
              <path d="M10 1.5 18.8 16.5H1.2Z" />
              <path d="M10 7v4.5M10 14v.2" />
            </svg>
            {behind.steps.safety}
          </h2>
          <Checklist steps={safety} {...list} />
        </section>
      )}
      <section>
        <h2>{behind.steps.work}</h2>
        <Checklist steps={work} {...list} />
      </section>
      <section>
        <h2>{behind.steps.bring}</h2>
        <dl class="facts">
          <Row name={behind.steps.parts} text={partsText(effort)} />
          <Row name={behind.steps.who} text={words.card.person(effort.people, effort.skill)} />
          <Row name={behind.steps.time} text={words.card.hours(number(effort.hours, 1))} />
          {waits_days >= 0.5 && <Row name={behind.steps.wait} text={behind.steps.waitDays(number(waits_days))} />}
          <Row
            name={behind.steps.cost}
            text={behind.steps.costRange(money(effort.cost.likely, currency, 0), money(effort.cost.low, currency, 0), money(effort.cost.high, currency, 0))}
          />
        </dl>
      </section>
      {expect && (
        <section>
          <h2>{behind.steps.expect}</h2>
          <p>{told(expect)}</p>
        </section>
      )}
    </SubView>
  );
}

function Checklist({ steps, done, tick }: { steps: Step[]; done: string[]; tick: (text: string) => void }) {
  return (
    <ol class="checklist">
      {steps.map(({ text }) => (
        <li key={text}>
          <label>
            <input type="checkbox" checked={done.includes(text)} onChange={() => tick(text)} />
            <span>{told(text)}</span>
          </label>
        </li>
      ))}
    </ol>
  );
}

function Row({ name, text }: { name: string; text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}

function partsText({ parts, parts_likely }: Effort): string {
  if (parts.length === 0) return behind.steps.noParts;
  return parts_likely ? parts.join(", ") : behind.steps.maybeParts(parts.join(", "));
}
