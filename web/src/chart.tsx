import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { clock, when } from "./format";
import { domainOf, panelsOf, readingText, type Line, type Panel } from "./panels";
import type { Series } from "./records";
import { niceTicks, timeTicks } from "./scale";
import { shortDay } from "./site_clock";
import { behind } from "./words/en_behind";

const LEFT = 46;
const RIGHT = 10;
const TALL = 168;
const MIDDLE = 104;
const SMALL = 64;

interface Props {
  series: Series;
  since: number;
  now: number;
  timezone: string;
}

/** What was measured against what was to be expected, over time; commands below on the same time axis. */
export function Chart({ series, since, now, timezone }: Props) {
  const figure = useRef<HTMLElement>(null);
  const width = useWidth(figure);
  const times = useMemo(() => series.times.map((time) => Date.parse(time)), [series]);
  const panels = useMemo(() => panelsOf(series), [series]);
  const [cursor, setCursor] = useState<number | null>(null);
  const start = times[0]!;
  const end = times.at(-1)!;
  const last = times.length - 1;
  const at = cursor ?? last;
  const x = (time: number) => LEFT + ((time - start) / (end - start || 1)) * (width - LEFT - RIGHT);

  const point = (event: PointerEvent) => {
    const box = figure.current!.getBoundingClientRect();
    const share = (event.clientX - box.left - LEFT) / (box.width - LEFT - RIGHT);
    setCursor(nearest(times, start + share * (end - start)));
  };
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -12, PageUp: 12 };
  const press = (event: KeyboardEvent) => {
    const step = event.key === "Home" ? -last : event.key === "End" ? last : steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setCursor(Math.max(0, Math.min(last, at + step)));
  };
  const said = panels.flatMap((panel) => panel.lines.map((line) => `${line.label} ${readingText(line, at, panel.unit)}`));
  const names = panels.flatMap((panel) => panel.lines.map((line) => line.label)).join(", ");

  return (
    <figure class="chart" ref={figure}>
      <p class="chart-time" aria-hidden="true">
        {when(times[at]!, now, timezone)}
        {cursor === null && <span> · {behind.chart.latest}</span>}
      </p>
      <div
        class="chart-panels"
        role="slider"
        tabIndex={0}
        aria-label={behind.chart.slider}
        aria-describedby="chart-hint"
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at}
        aria-valuetext={`${when(times[at]!, now, timezone)}: ${said.join("; ")}`}
        onKeyDown={press}
        onPointerDown={point}
        onPointerMove={point}
        onPointerLeave={(event) => event.pointerType === "mouse" && setCursor(null)}
      >
        {panels.map((panel, index) => (
          <PanelView
            key={`${panel.small}${panel.unit}`}
            panel={panel}
            times={times}
            x={x}
            width={width}
            cursor={cursor}
            at={at}
            since={since}
            first={index === 0}
            sinceText={index === 0 ? behind.chart.sinceMark(when(since, now, timezone)) : null}
            axis={index === panels.length - 1}
            timezone={timezone}
          />
        ))}
      </div>
      <figcaption>
        <span class="for-screen-readers">
          {behind.chart.description(when(start, now, timezone), when(end, now, timezone), names)}
        </span>
        <span id="chart-hint">{behind.chart.hint}</span> {behind.chart.localTime(timezone.replaceAll("_", " "))}.
      </figcaption>
      <Table panels={panels} times={times} now={now} timezone={timezone} />
    </figure>
  );
}

interface PanelProps {
  panel: Panel;
  times: number[];
  x: (time: number) => number;
  width: number;
  cursor: number | null;
  at: number;
  since: number;
  first: boolean;
  sinceText: string | null;
  axis: boolean;
  timezone: string;
}

function PanelView({ panel, times, x, width, cursor, at, since, first, sinceText, axis, timezone }: PanelProps) {
  const height = panel.small ? SMALL : first ? TALL : MIDDLE;
  const [low, high] = domainOf(panel);
  const ticks = panel.small && panel.unit === "%" ? [0, 50, 100] : niceTicks(low, high, 4);
  // Room above the first panel's lines for the words at the mark.
  const head = first ? 22 : 8;
  const y = (value: number) => head + (1 - (value - low) / (high - low || 1)) * (height - head - 8);
  const foot = height + (axis ? 22 : 4);
  const right = width - RIGHT;
  const sinceX = x(since);
  const sinceShown = sinceX >= LEFT && sinceX <= right;
  return (
    <div class="panel">
      <ul class="legend" aria-hidden="true">
        {panel.lines.map((line) => (
          <li key={line.name}>
            <svg width="22" height="10">
              {line.band && <rect class="band" width="22" height="10" />}
              <path class={lineClass(line, panel)} d="M1 5H21" />
            </svg>
            <span>{line.label}</span>
            <b>{readingText(line, at, panel.unit)}</b>
          </li>
        ))}
      </ul>
      <svg width={width} height={foot} viewBox={`0 0 ${width} ${foot}`} aria-hidden="true">
        {sinceShown && <rect class="since-area" x={sinceX} y={4} width={right - sinceX} height={height - 8} />}
        {ticks.map((tick) => (
          <g key={tick}>
            <path class="grid" d={`M${LEFT} ${y(tick)}H${right}`} />
            <text class="tick" x={LEFT - 6} y={y(tick) + 4} text-anchor="end">
              {tick}
              {tick === ticks.at(-1) && ` ${panel.unit}`}
            </text>
          </g>
        ))}
        {panel.lines.map((line) => line.band && <path key={line.name} class="band" d={bandPath(line.band, times, x, y)} />)}
        {panel.lines.map((line) => (
          <path key={line.name} class={lineClass(line, panel)} d={linePath(line.values, times, x, y, line.kind === "command")} />
        ))}
        {sinceShown && (
          <>
            <path class="since" d={`M${sinceX} 4V${height - 4}`} />
            {sinceText && (
              <text class="since-text" x={sinceX + (sinceX > width / 2 ? -6 : 6)} y={15} text-anchor={sinceX > width / 2 ? "end" : "start"}>
                {sinceText}
              </text>
            )}
          </>
        )}
        {cursor !== null && (
          <>
            <path class="cursor" d={`M${x(times[at]!)} 4V${height - 4}`} />
            {panel.lines.map((line) => {
              const value = line.values[at] ?? null;
              if (value === null) return null;
              return <circle key={line.name} class={lineClass(line, panel)} cx={x(times[at]!)} cy={y(value)} r={4} />;
            })}
          </>
        )}
        {axis && <TimeAxis times={times} x={x} width={width} y={height} timezone={timezone} />}
      </svg>
    </div>
  );
}

function TimeAxis({ times, x, width, y, timezone }: { times: number[]; x: (time: number) => number; width: number; y: number; timezone: string }) {
  const ticks = timeTicks(times[0]!, times.at(-1)!, timezone, Math.floor((width - LEFT) / 64));
  return (
    <g class="time-axis">
      {ticks.map(({ at, midnight }) => (
        <g key={at}>
          <path class="grid" d={`M${x(at)} ${y - 8}v5`} />
          <text class={midnight ? "tick tick-day" : "tick"} x={x(at)} y={y + 12} text-anchor={x(at) > width - 30 ? "end" : "middle"}>
            {midnight ? shortDay(at, timezone) : clock(at, timezone)}
          </text>
        </g>
      ))}
    </g>
  );
}

/** The readings in a table: hour by hour, or coarser where there are many. */
function Table({ panels, times, now, timezone }: { panels: Panel[]; times: number[]; now: number; timezone: string }) {
  const [opened, setOpened] = useState(false);
  const stride = Math.max(1, Math.ceil(times.length / 48));
  const lines = panels.flatMap((panel) => panel.lines.map((line) => ({ line, unit: panel.unit })));
  return (
    <details class="more" onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{behind.chart.table}</summary>
      {opened && (
        <div class="table-frame" tabIndex={0} role="region" aria-label={behind.chart.table}>
          <table>
            <thead>
              <tr>
                <th scope="col">{behind.chart.time}</th>
                {lines.map(({ line }) => (
                  <th key={line.name} scope="col">
                    {line.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {times.map(
                (time, index) =>
                  index % stride === 0 && (
                    <tr key={time}>
                      <th scope="row">{when(time, now, timezone)}</th>
                      {lines.map(({ line, unit }) => (
                        <td key={line.name}>{readingText(line, index, unit)}</td>
                      ))}
                    </tr>
                  ),
              )}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

/** Lines of one kind differ by colour or stroke; what was expected or asked for is told by its kind. */
function lineClass(line: Line, { lines }: Panel): string {
  const alike = lines.filter(({ kind }) => kind === line.kind);
  return `line ${line.kind} line-${alike.indexOf(line) % 4}`;
}

function linePath(values: (number | null)[], times: number[], x: (time: number) => number, y: (value: number) => number, steps: boolean): string {
  let path = "";
  let pen = false;
  values.forEach((value, index) => {
    if (value === null) {
      pen = false;
      return;
    }
    const to = `${x(times[index]!).toFixed(1)} ${y(value).toFixed(1)}`;
    path += pen ? (steps ? `H${x(times[index]!).toFixed(1)}L${to}` : `L${to}`) : `M${to}`;
    pen = true;
  });
  return path;
}

/** Each unbroken run of the band is a closed shape of its own: a gap in the data is a gap in the picture. */
function bandPath(band: NonNullable<Line["band"]>, times: number[], x: (time: number) => number, y: (value: number) => number): string {
  let path = "";
  let upper: string[] = [];
  let lower: string[] = [];
  const close = () => {
    if (upper.length > 1) path += `M${upper.join("L")}L${lower.reverse().join("L")}Z`;
    upper = [];
    lower = [];
  };
  times.forEach((time, index) => {
    const low = band.low[index] ?? null;
    const high = band.high[index] ?? null;
    if (low === null || high === null) return close();
    upper.push(`${x(time).toFixed(1)} ${y(high).toFixed(1)}`);
    lower.push(`${x(time).toFixed(1)} ${y(low).toFixed(1)}`);
  });
  close();
  return path;
}

function nearest(times: number[], wanted: number): number {
  let low = 0;
  let high = times.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (times[middle]! < wanted) low = middle;
    else high = middle;
  }
  return wanted - times[low]! < times[high]! - wanted ? low : high;
}

function useWidth(of: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(350);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.max(220, Math.round(entry!.contentRect.width))));
    observer.observe(of.current!);
    return () => observer.disconnect();
  }, []);
  return width;
}
