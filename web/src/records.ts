/** The documents of the API, as `model/recommendation.py` and the API define them. Times are ISO 8601 UTC. */

export interface Interval {
  low: number;
  likely: number;
  high: number;
}

export interface MoneyTerm {
  id: string;
  label: string;
  per_day: number;
}

export interface EvidenceTerm {
  id: string;
  label: string;
  logit: number;
  measured?: string | null;
  expected?: string | null;
  /** Names, in the store, of the points that show it. */
  points?: string[];
}

/** Another fault of the same equipment that would show the same. */
export interface OtherCause {
  fault: string;
  name: string;
  probability: number;
}

export interface Step {
  text: string;
  safety: boolean;
}

export interface Effort {
  hours: number;
  people: number;
  skill: string;
  parts: string[];
  parts_likely: boolean;
  cost: Interval;
}

export interface RunnerUp {
  title: string;
  equipment: string;
  difference_per_day: number;
  terms: MoneyTerm[];
  /** What decided before the money. */
  ahead?: "safety" | "water" | null;
}

export interface Trace {
  name: string;
  label: string;
  /** In a series: as it is shown, "°C". */
  unit: string;
  kind: "measured" | "expected" | "command" | "setpoint";
  source: string | null;
}

export interface Recommendation {
  id: string;
  action: string;
  fault: string;
  fault_name: string;
  title: string;
  because: string;
  building: string;
  building_name: string;
  equipment: string;
  equipment_name: string;
  equipment_kind: string;
  since: string;
  probability: number;
  certainty: string;
  certainty_basis: string;
  currency: string;
  value_per_day: Interval;
  waiting_day?: number;
  waiting_week: number;
  carbon_kg_per_day?: number;
  people: number;
  people_text: string;
  effort: Effort;
  score_per_day: number;
  money: MoneyTerm[];
  evidence: EvidenceTerm[];
  against: string[];
  unknown: string[];
  would_change: string[];
  steps: Step[];
  expect: string;
  runner_up: RunnerUp | null;
  traces: Trace[];
  urgent: boolean;
  action_kind?: "repair" | "check";
  other_causes?: OtherCause[];
  /** That the fault or one of `other_causes` is there. */
  any_cause_probability?: number | null;
  /** Days until parts or a contractor come. */
  waits_days?: number;
  conditions?: string[];
}

export interface Series {
  start: string;
  end: string;
  interval_seconds: number;
  times: string[];
  traces: (Trace & { values: (number | null)[] })[];
}

export type Detail = Recommendation & { series: Series | null };

export interface Coverage {
  points: number;
  heard: number;
  within_minutes: number;
  last_reading: string | null;
  equipment: number;
  equipment_judged: number;
}

export interface BlindSpot {
  kind: string;
  missing: string[];
  faults: string[];
  count: number;
  total: number;
  text: string;
  cost_per_year?: Interval | null;
}

export interface Outcome {
  recommendation: string;
  title: string;
  found: "fixed" | "not_fixed" | "cannot_tell";
  probability: number;
  saving_per_day: Interval | null;
  text: string;
  found_at: string;
}

export type Said = "accepted" | "done" | "snoozed" | "dismissed" | "handed_over";

/** What the manager says; `id` is made on the phone, so that sending it twice changes nothing. */
export interface Answer {
  id: string;
  said: Said;
  reason?: string;
  /** What "cannot now" waits for. */
  detail?: "part" | "access" | "contractor";
  until?: string;
  handed_to?: string;
  note?: string;
}

/** An answer as the server keeps it; what was not said is null. Before it is there, as the phone keeps it. */
export type GivenAnswer = { [Part in keyof Answer]?: Answer[Part] | null } & { said: Said; answered_at?: string };

export interface Choice {
  manager: string;
  as_of: string;
  headline: string;
  recommendation: Recommendation | null;
  nothing_because: "nothing_worth_doing" | "no_data" | "not_looked_yet" | null;
  coverage: Coverage;
  blind_spots: BlindSpot[];
  outcome: Outcome | null;
  answer: GivenAnswer | null;
}

export interface Building {
  id: string;
  name: string;
  timezone?: string;
}

/** What people feel in the rooms of an equipment; `id` as of an answer. */
export interface Complaint {
  id: string;
  building: string;
  equipment: string;
  felt: "cold" | "hot" | "stuffy" | "unsaid";
  felt_at: string;
  note?: string;
}

/** The rooms of an equipment; `id` and `name` are the equipment's. */
export interface Room {
  id: string;
  name: string;
  location: string | null;
  building: string;
  building_name: string;
}

export interface Session {
  manager: string;
  name: string;
  buildings: Building[];
  timezone: string;
  currency: string;
  simulated: boolean;
}

/** application/problem+json */
export interface Problem {
  title: string;
  detail?: string;
  status?: number;
}
