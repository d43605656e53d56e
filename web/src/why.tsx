import { useEffect, useState } from "preact/hooks";
import { Certainty } from "./card";
import { Chart } from "./chart";
import { money, number, percent } from "./format";
import { detail } from "./manage";
import { keptDetail, now, timezoneOf } from "./page_state";
import type { Detail, EvidenceTerm, MoneyTerm, Recommendation, RunnerUp, Trace } from "./records";
import { open } from "./route";
import { SubView } from "./sub_view";
import { roundedToSum } from "./sum";
import { told } from "./told";
import { behind } from "./words/en_behind";

/** Everything that the choice rests on: the readings, the reasons with their weights, the money that adds up. */
export function Why({ recommendation }: { recommendation: Recommendation }) {
  const { currency, evidence, against, unknown, would_change, runner_up, conditions = [] } = recommendation;
  return (
    <SubView of="why" title={told(recommendation.title)} about={behind.why.title}>
      <p class="because">{told(recommendation.because)}</p>
      <section id={CHART}>
        <h2>{behind.why.chart}</h2>
        <EvidenceChart recommendation={recommendation} />
      </section>
      <section>
        <h2>{behind.why.certainty}</h2>
        <p class="certainty-block">
          <Certainty recommendation={recommendation} />
        </p>
      </section>
      {evidence.length > 0 && (
        <section>
          <h2>{behind.why.evidence}</h2>
          <p class="quiet">{behind.why.evidenceHint(percent(recommendation.probability))}</p>
          <Evidence terms={evidence} traces={recommendation.traces} />
        </section>
      )}
      <Sentences title={behind.why.otherCauses} texts={otherCauses(recommendation)} />
      <Sentences title={behind.why.alsoAgainst} texts={against} />
      <section>
        <h2>{behind.why.money}</h2>
        <p class="quiet">{behind.why.moneyHint}</p>
        <Sum terms={recommendation.money} total={recommendation.score_per_day} currency={currency} name={behind.why.score} />
        <p>{waiting(recommendation)}</p>
      </section>
      {runner_up && (
        <section>
          <h2>{behind.why.before}</h2>
          <p>{told(before(runner_up, currency))}</p>
          {runner_up.terms.length > 0 && (
            <details class="more">
              <summary>{behind.why.beforeTerms}</summary>
              <Comparison recommendation={recommendation} runnerUp={runner_up} />
            </details>
          )}
        </section>
      )}
      <Sentences title={behind.why.unknown} texts={unknown} />
      <Sentences title={behind.why.change} texts={would_change} />
      <Sentences title={behind.why.conditions} texts={conditions} />
      <button type="button" class="second-button" onClick={() => open("steps")}>
        {behind.why.steps}
      </button>
    </SubView>
  );
}

function EvidenceChart({ recommendation }: { recommendation: Recommendation }) {
  const [found, setFound] = useState<Detail | null>(() => keptDetail(recommendation.id));
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    detail(recommendation.id).then(setFound, () => setFailed(true));
  }, [recommendation.id]);
  if (!found) {
    return failed ? (
      <p class="quiet">{behind.why.noChart}</p>
    ) : (
      <div class="chart-room" role="status">
        <span class="for-screen-readers">{behind.why.chartLoading}</span>
      </div>
    );
  }
  const { series } = found;
  if (!series || series.times.length < 2) return <p class="quiet">{behind.why.noSeries}</p>;
  return (
    <Chart series={series} since={Date.parse(recommendation.since)} now={now()} timezone={timezoneOf(recommendation.building)} />
  );
}

const CHART = "readings";

function otherCauses({ other_causes = [], any_cause_probability, action_kind }: Recommendation): string[] {
  const named = other_causes.map(({ name, probability }) => `${name}: ${percent(probability)}`);
  if (named.length === 0 || any_cause_probability == null) return named;
  const together = action_kind === "check" ? behind.why.anyCauseCheck : behind.why.anyCause;
  return [...named, together(percent(any_cause_probability))];
}

function waiting({ waiting_week, waiting_day = waiting_week / 7, carbon_kg_per_day = 0, currency }: Recommendation): string {
  const text = behind.why.waiting(money(waiting_day, currency), money(waiting_week, currency));
  return carbon_kg_per_day >= 1 ? `${text} ${behind.why.carbon(number(carbon_kg_per_day))}` : text;
}

/** What went ahead of the money is said, lest the sum looks wrong. */
function before({ title, difference_per_day, ahead }: RunnerUp, currency: string): string {
  if (ahead) return behind.why.beforeAhead[ahead](title, money(-difference_per_day, currency));
  return behind.why.beforeText(title, money(difference_per_day, currency));
}

function Evidence({ terms, traces }: { terms: EvidenceTerm[]; traces: Trace[] }) {
  const most = Math.max(...terms.map(({ logit }) => Math.abs(logit)), 1e-9);
  return (
    <ul class="evidence">
      {terms.map(({ id, label, logit, measured, expected, points = [] }) => (
        <li key={id}>
          <span>{told(label)}</span>
          <span class="weight">
            {signed(logit)}
            <span class="for-screen-readers"> {logit < 0 ? behind.why.speaksAgainst : behind.why.speaksFor}</span>
          </span>
          <svg class="bar" viewBox="-100 0 200 6" preserveAspectRatio="none" aria-hidden="true">
            <rect
              class={logit < 0 ? "bar-against" : "bar-for"}
              x={logit < 0 ? (logit / most) * 100 : 0}
              width={(Math.abs(logit) / most) * 100}
              height="6"
            />
            <path d="M0 0V6" />
          </svg>
          {measured && <Beside measured={measured} expected={expected} traces={traces} />}
          {points.length > 0 && <Points points={points} traces={traces} />}
        </li>
      ))}
    </ul>
  );
}

/** What was measured, and what healthy equipment would show, each by the name that it has in the chart. */
function Beside({ measured, expected, traces }: { measured: string; expected: string | null | undefined; traces: Trace[] }) {
  const seen = traces.find(({ name }) => name === "seen")?.label;
  const due = traces.find(({ name }) => name === "expected")?.label;
  const rows = [{ name: behind.why.measured, label: seen, value: measured }];
  if (expected) rows.push({ name: behind.why.expected, label: due, value: expected });
  return (
    <dl class="beside">
      {rows.map(({ name, label, value }) => (
        <div key={name}>
          <dt>{label ? `${name}: ${label}` : name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The points behind it, by their own names, and the way to what they read. */
function Points({ points, traces }: { points: string[]; traces: Trace[] }) {
  const labels = new Map(traces.map(({ source, label }) => [source, label]));
  return (
    <details class="more points">
      <summary>{behind.why.points(points.length)}</summary>
      <ul>
        {points.map((point) => (
          <li key={point}>
            <span>{labels.get(point) ?? point}</span>
            {labels.has(point) && <small>{point}</small>}
          </li>
        ))}
      </ul>
      <button type="button" class="quiet-link" onClick={() => document.getElementById(CHART)?.scrollIntoView()}>
        {behind.why.toChart}
      </button>
    </details>
  );
}

const signed = (weight: number) => (weight < 0 ? "−" : "+") + Math.abs(weight).toFixed(1);

const CENTS = 2;

function Sum({ terms, total, currency, name }: { terms: MoneyTerm[]; total: number; currency: string; name: string }) {
  const shown = roundedToSum(terms.map(({ per_day }) => per_day), total, CENTS);
  return (
    <table class="sum">
      <tbody>
        {terms.map(({ id, label }, index) => (
          <tr key={id}>
            <th scope="row">{label}</th>
            <td>{money(shown[index]!, currency, CENTS)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{name}</th>
          <td>{money(total, currency, CENTS)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** The terms of the one beside those of the next best; each column adds up. */
function Comparison({ recommendation, runnerUp }: { recommendation: Recommendation; runnerUp: RunnerUp }) {
  const { currency, score_per_day } = recommendation;
  const columns = [
    { name: behind.why.thisOne, terms: recommendation.money, total: score_per_day },
    { name: behind.why.nextOne, terms: runnerUp.terms, total: score_per_day - runnerUp.difference_per_day },
  ].map(({ name, terms, total }) => {
    const shown = roundedToSum(terms.map(({ per_day }) => per_day), total, CENTS);
    return { name, total, amounts: new Map(terms.map(({ id }, index) => [id, shown[index]!])) };
  });
  const labels = new Map([...runnerUp.terms, ...recommendation.money].map(({ id, label }) => [id, label]));
  return (
    <table class="sum">
      <thead>
        <tr>
          <td />
          {columns.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...labels].map(([id, label]) => (
          <tr key={id}>
            <th scope="row">{label}</th>
            {columns.map(({ name, amounts }) => (
              <td key={name}>{amounts.has(id) ? money(amounts.get(id)!, currency, CENTS) : "–"}</td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{behind.why.score}</th>
          {columns.map(({ name, total }) => (
            <td key={name}>{money(total, currency, CENTS)}</td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

function Sentences({ title, texts }: { title: string; texts: string[] }) {
  if (texts.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="sentences">
        {texts.map((text) => (
          <li key={text}>{told(text)}</li>
        ))}
      </ul>
    </section>
  );
}
