"""What a manager is shown, with everything that was known when it was chosen.

These records are the one shape for the log, the API and the page: ``dataclasses.asdict`` of a ``Choice`` is
the JSON document that the store keeps. Times are ISO 8601 UTC with Z. Money is per day in ``currency``.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """A quantity with its doubt: ``low`` and ``high`` are the 10th and 90th percentile."""

    low: float
    likely: float
    high: float


@dataclass(frozen=True, slots=True)
class MoneyTerm:
    """One addend of the score, in currency a day; costs are negative. The terms sum to the score exactly."""

    id: str
    label: str
    per_day: float


@dataclass(frozen=True, slots=True)
class EvidenceTerm:
    """One addend of the logit of the probability; positive speaks for the fault. They sum to the logit.

    Of the readings: what they ``measured`` beside what was ``expected``, in words, and the ``points``
    (names in the store) that show it.
    """

    id: str
    label: str
    logit: float
    measured: str | None = None
    expected: str | None = None
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the work; ``safety`` steps come first and stand apart."""

    text: str
    safety: bool = False


@dataclass(frozen=True, slots=True)
class Effort:
    """What the work takes; ``cost`` includes the visit [currency]."""

    hours: float
    people: int
    skill: str
    parts: tuple[str, ...]
    parts_likely: bool
    cost: Interval


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The next best, for the contrast only.

    ``differences``: term by term, what the one shown has before it, largest first; they sum to
    ``difference_per_day``. ``ahead``: "safety" or "water" where that decided, and not the money.
    """

    title: str
    equipment: str
    difference_per_day: float
    terms: tuple[MoneyTerm, ...]
    differences: tuple[MoneyTerm, ...] = ()
    ahead: str | None = None


@dataclass(frozen=True, slots=True)
class OtherCause:
    """Another fault of the same equipment that would explain the same, and its probability."""

    fault: str
    name: str
    probability: float


@dataclass(frozen=True, slots=True)
class Trace:
    """One line of the evidence chart: a role of an equipment, or an expected value.

    ``source`` is the point's name on the wire, None for what the model expects; ``quantity`` says what the
    ``unit`` measures, where units alone do not: water or air. ``low`` and ``high``: the
    name of the two traces that bound a band are ``<name>_low`` and ``<name>_high``.
    """

    name: str
    label: str
    unit: str
    kind: str  # "measured", "expected", "command", "setpoint"
    source: str | None
    quantity: str = ""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The one candidate shown.

    ``title`` is the action in the imperative with its equipment; ``because`` says what the data show, in
    one or two short sentences; ``certainty`` is a word tied to the probability, ``certainty_basis`` says
    what the word rests on. ``action_kind``: "repair", or "check" for a look that tells ``other_causes``
    apart, of which or of the fault itself one is there with ``any_cause_probability``. ``waiting_day`` and
    ``waiting_week`` are what waiting is likely to cost, ``carbon_kg_per_day`` what it emits.
    ``consequences``: what the fault costs a day while it stands, by consequence, were it certain;
    ``wasted``, the same in the units of ``evidence.WASTES``. ``conditions`` say when it can be done;
    ``waits_days`` for parts. ``untaught_probability`` is what the probability would be without what answers
    and repairs of other equipment taught: what an answer teaches is measured by it.
    """

    id: str
    action: str
    fault: str
    fault_name: str
    title: str
    because: str
    building: str
    building_name: str
    equipment: str
    equipment_name: str
    equipment_kind: str
    since: str
    probability: float
    certainty: str
    certainty_basis: str
    currency: str
    value_per_day: Interval
    waiting_week: float
    people: float
    people_text: str
    effort: Effort
    score_per_day: float
    money: tuple[MoneyTerm, ...]
    evidence: tuple[EvidenceTerm, ...]
    against: tuple[str, ...]
    unknown: tuple[str, ...]
    would_change: tuple[str, ...]
    steps: tuple[Step, ...]
    expect: str
    runner_up: RunnerUp | None
    traces: tuple[Trace, ...]
    urgent: bool = False
    action_kind: str = "repair"
    waiting_day: float = 0.0
    carbon_kg_per_day: float = 0.0
    consequences: tuple[MoneyTerm, ...] = ()
    other_causes: tuple[OtherCause, ...] = ()
    any_cause_probability: float | None = None
    conditions: tuple[str, ...] = ()
    waits_days: float = 0.0
    wasted: tuple[float, ...] = ()
    untaught_probability: float | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What "nothing needs you" rests on."""

    points: int
    heard: int
    within_minutes: int
    last_reading: str | None
    equipment: int
    equipment_judged: int


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """Faults hidden for want of points: ``count`` of ``total`` equipment of a kind lack ``missing``.

    ``cost_per_year``: what such faults cost on the average, unseen [currency of the site]; None: not known.
    """

    kind: str
    missing: tuple[str, ...]
    faults: tuple[str, ...]
    count: int
    total: int
    text: str
    cost_per_year: Interval | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the building's data said after an answer "done": found is fixed, not_fixed or cannot_tell."""

    recommendation: str
    title: str
    found: str
    probability: float
    saving_per_day: Interval | None
    text: str
    found_at: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One look of one manager: the one recommendation, or None when nothing needs her.

    ``nothing_because`` is set when ``recommendation`` is None: "nothing_worth_doing", or "no_data" with the
    sentence in ``headline`` ("No data since ..."). ``outcome`` is the newest verified fix not yet seen.
    ``candidates`` holds every candidate with its score and probability, for the log.
    """

    manager: str
    as_of: str
    model: str
    headline: str
    recommendation: Recommendation | None
    nothing_because: str | None
    coverage: Coverage
    blind_spots: tuple[BlindSpot, ...]
    outcome: Outcome | None
    candidates: tuple["Candidate", ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row of the log: enough to replay the choice."""

    action: str
    fault: str
    building: str
    equipment: str
    probability: float
    score_per_day: float
    money: tuple[MoneyTerm, ...]
    shown_with_probability: float
    held_back_by: str | None
