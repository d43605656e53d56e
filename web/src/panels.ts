import { number } from "./format";
import type { Series, Trace } from "./records";
import { behind } from "./words/en_behind";

export interface Line extends Trace {
  values: (number | null)[];
  band: { low: (number | null)[]; high: (number | null)[] } | null;
}

/** One chart of one quantity: one axis, never two. */
export interface Panel {
  unit: string;
  small: boolean;
  lines: Line[];
}

/** Measured and expected of one unit share a panel; commands stand in a smaller one below. */
export function panelsOf(series: Series): Panel[] {
  const byName = new Map(series.traces.map((trace) => [trace.name, trace]));
  const panels = new Map<string, Panel>();
  for (const trace of series.traces) {
    const bounded = /^(.*)_(low|high)$/.exec(trace.name);
    if (bounded && byName.has(bounded[1]!)) continue;
    const low = byName.get(`${trace.name}_low`);
    const high = byName.get(`${trace.name}_high`);
    const line: Line = { ...trace, band: low && high ? { low: low.values, high: high.values } : null };
    const small = trace.kind === "command";
    const key = `${small} ${trace.unit}`;
    const panel = panels.get(key) ?? { unit: trace.unit, small, lines: [] };
    panel.lines.push(line);
    panels.set(key, panel);
  }
  return [...panels.values()].sort((a, b) => Number(a.small) - Number(b.small));
}

export function domainOf({ lines, unit, small }: Panel): [number, number] {
  if (small && unit === "%") return [0, 100];
  let low = Infinity;
  let high = -Infinity;
  for (const line of lines) {
    for (const values of line.band ? [line.values, line.band.low, line.band.high] : [line.values]) {
      for (const value of values) {
        if (value === null) continue;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
  }
  if (low > high) return [0, 1];
  const room = (high - low) * 0.04 || 1;
  return unit === "%" ? [Math.max(0, low - room), Math.min(100, high + room)] : [low - room, high + room];
}

export function readingText(line: Line, index: number, unit: string): string {
  const value = line.values[index] ?? null;
  if (value === null) return behind.chart.none;
  const digits = Math.abs(value) >= 100 || unit === "%" ? 0 : 1;
  const low = line.band?.low[index] ?? null;
  const high = line.band?.high[index] ?? null;
  const text = low === null || high === null ? number(value, digits) : behind.chart.range(number(low, digits), number(high, digits));
  return unit ? `${text} ${unit}` : text;
}
