import { useEffect, useState } from "preact/hooks";
import { Certainty } from "./card";
import { Chart } from "./chart";
import { money, percent } from "./format";
import { detail } from "./manage";
import { keptDetail, now, timezoneOf } from "./page_state";
import type { Detail, EvidenceTerm, MoneyTerm, Recommendation, RunnerUp } from "./records";
import { open } from "./route";
import { SubView } from "./sub_view";
import { roundedToSum } from "./sum";
import { told } from "./told";
import { behind } from "./words/en_behind";

/** Everything that the choice rests on: the readings, the reasons with their weights, the money that adds up. */
export function Why({ recommendation }: { recommendation: Recommendation }) {
  const { currency, evidence, against, unknown, would_change, runner_up, other_causes = [], conditions = [] } = recommendation;
  return (
    <SubView of="why" title={told(recommendation.title)} about={behind.why.title}>
      <p class="because">{told(recommendation.because)}</p>
      <section>
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
          <Evidence terms={evidence} />
        </section>
      )}
      <Sentences title={behind.why.otherCauses} texts={other_causes.map(({ name, probability }) => `${name}: ${percent(probability)}`)} />
      <Sentences title={behind.why.alsoAgainst} texts={against} />
      <section>
        <h2>{behind.why.money}</h2>
        <p class="quiet">{behind.why.moneyHint}</p>
        <Sum terms={recommendation.money} total={recommendation.score_per_day} currency={currency} name={behind.why.score} />
        <p>{behind.why.week(money(recommendation.waiting_week, currency))}</p>
      </section>
      {runner_up && (
        <section>
          <h2>{behind.why.before}</h2>
          <p>{behind.why.beforeText(runner_up.title, money(runner_up.difference_per_day, currency))}</p>
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

function Evidence({ terms }: { terms: EvidenceTerm[] }) {
  const most = Math.max(...terms.map(({ logit }) => Math.abs(logit)), 1e-9);
  return (
    <ul class="evidence">
      {terms.map(({ id, label, logit, measured, expected }) => (
        <li key={id}>
          <span>{told(measured && expected ? behind.why.measured(label, measured, expected) : label)}</span>
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
        </li>
      ))}
    </ul>
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
