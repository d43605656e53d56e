"""Belief: what the hours so far say of each fault, as small rolling state that one hour changes a little."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import msgspec
import numpy as np

from model.beliefs.evidence import WASTES, HourEvidence
from model.beliefs.habit import HABIT_KEPT, departure, habit_of, known_share
from model.beliefs.likelihood import log_likelihood_ratio, standing_log_likelihood_ratio
from model.beliefs.told import TOLD, tell
from model.faults import FAULT_IDS, FAULTS
from model.frames.frames import HOUR_MS
from model.frames.windows import Floats

# Nothing is forgotten overnight; without news a belief fades by half in ten days.
_HALF_LIFE_HOURS = 240.0
_KEPT = 0.5 ** (1 / _HALF_LIFE_HOURS)
_WASTE_HALF_LIFE_HOURS = 72.0
_WASTE_KEPT = 0.5 ** (1 / _WASTE_HALF_LIFE_HOURS)
# What a day of hours weighs after its own fading.
_LEAST_WASTE_HOURS = (1 - _WASTE_KEPT**24) / (1 - _WASTE_KEPT)
# What only people bear is seen while they are in: a night or a weekend says nothing of the day that follows.
_LEAST_PRESENT_HOURS = (1 - _WASTE_KEPT**8) / (1 - _WASTE_KEPT)
BORNE_BY_PEOPLE = [WASTES.index(name) for name in ("discomfort", "stale_air")]
# The schedule says as much as a week of hours of how often people are in.
_SCHEDULE_HOURS = 168.0
_LEAST_SCORE, MOST_SCORE = -2.5, 7.0
# A belief must not sink so deep that it cannot rise within hours; a repair may be proven as far as hours can.
_LEAST_WATCHED = 3.0 * float(log_likelihood_ratio(np.array(0.0)))
_DAY_MS = 24 * HOUR_MS
# What no fault explains is said of an equipment, not of a fault; it is worth as much as a hint.
_UNUSUAL_WEIGHT = 0.2
_MOST_UNUSUAL = 5.0


@dataclass(slots=True)
class Belief:
    """State of all faults of one kind of equipment; arrays (F, E), ``waste`` (F, E, W).

    ``score``: log-likelihood ratio gathered. The run is the time since the evidence last turned for the
    fault: ``since_ms`` its first hour (0 none), ``run`` its gathered score, ``hours_for`` and
    ``hours_against`` its hours, ``weight``, ``deviation``, ``measured``, ``expected`` and ``command`` sums
    over its hours in favour, by their share. ``watched``: gathered since the last repair, and let further
    down than ``score``. ``days``: on how many days hours were in favour in the run, ``favoured_ms`` the
    last of them by the clock of the site. ``habit`` and ``habit_hours``: what the deviation usually was over
    weeks, and how many hours told it. ``unusual`` (1, E): how far the equipment is from all that it and its
    kind do, whatever the fault; a log-likelihood ratio. ``waste``, ``waste_hours`` and ``present``, those of
    its hours in which people were in: decayed sums. ``judged_ms``: the last hour that could be judged (0
    never).
    """

    kind: str
    equipment: tuple[str, ...]
    score: Floats
    run: Floats
    since_ms: Floats
    hours_for: Floats
    hours_against: Floats
    weight: Floats
    deviation: Floats
    measured: Floats
    expected: Floats
    command: Floats
    watched: Floats
    waste: Floats
    waste_hours: Floats
    present: Floats
    judged_ms: Floats
    days: Floats
    favoured_ms: Floats
    habit: Floats
    habit_hours: Floats
    unusual: Floats

    @property
    def faults(self) -> tuple[str, ...]:
        """Fault ids in the order of the first axis."""
        return FAULT_IDS[self.kind]

    def mean(self, name: str) -> Floats:
        """Mean over the run (F, E) of ``deviation``, ``measured``, ``expected`` or ``command``; else NaN."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(self.weight > 0, getattr(self, name) / self.weight, np.nan)

    def wasted(self, in_share: float) -> Floats:
        """Mean waste since the evidence turned, (F, E, W) in the order and units of ``evidence.WASTES``.

        Over the last days where it stands for longer, and over a whole day where it does for less: a morning
        of waste is no day of it. What people bear is that of the hours in which they were in, for as long as
        they usually are: the share ``in_share`` of a week by the schedule.
        """
        mean: Floats = self.waste / np.maximum(self.waste_hours, _LEAST_WASTE_HOURS)[..., None]
        usually = (self.present + in_share * _SCHEDULE_HOURS) / (self.waste_hours + _SCHEDULE_HOURS)
        scale = usually / np.maximum(self.present, _LEAST_PRESENT_HOURS)
        mean[..., BORNE_BY_PEOPLE] = self.waste[..., BORNE_BY_PEOPLE] * scale[..., None]
        return mean

    def felt(self) -> Floats:
        """Share of a working day (F, E) that people were in since the evidence turned, at most 1."""
        share: Floats = np.minimum(self.present / _LEAST_PRESENT_HOURS, 1.0)
        return share


_UNUSUAL = "unusual"
_ARRAYS = tuple(f.name for f in fields(Belief) if f.name not in {"kind", "equipment", _UNUSUAL})


def no_belief(kind: str, equipment: tuple[str, ...]) -> Belief:
    """Belief before any reading."""
    shape = (len(FAULTS[kind]), len(equipment))
    arrays = {name: np.zeros(shape) for name in _ARRAYS}
    arrays["waste"] = np.zeros((*shape, len(WASTES)))
    arrays[_UNUSUAL] = np.zeros((1, len(equipment)))
    return Belief(kind=kind, equipment=equipment, **arrays)


def take_in(belief: Belief, evidence: HourEvidence, hour: int) -> None:
    """Fold one hour (index into ``evidence``) into ``belief``, in place; equipment in the same order."""
    share = evidence.share[hour]
    hour_ms = float(evidence.hours_ms[hour])
    judged = share > 0
    habit = habit_of(belief.habit, belief.habit_hours)
    known = known_share(belief.habit_hours)
    departed = departure(evidence.deviation[hour], habit, known)
    said = evidence.said[hour] + evidence.said_by(hour, departed)
    run = belief.run * _KEPT + said
    alive = run > 0
    starts = alive & (belief.run <= 0)
    for name in (
        "hours_for",
        "hours_against",
        "weight",
        "deviation",
        "measured",
        "expected",
        "command",
        "waste",
        "waste_hours",
        "present",
        "days",
        "favoured_ms",
    ):
        getattr(belief, name)[starts | ~alive] = 0.0
    belief.since_ms = np.where(starts, hour_ms, np.where(alive, belief.since_ms, 0.0))
    favours = judged & (said > 0)
    counted = alive & favours
    weight = np.where(counted, share, 0.0)
    tell(
        {name: getattr(belief, name) for name in TOLD},
        {name: getattr(evidence, name)[hour] for name in TOLD},
        belief.weight,
        weight,
    )
    belief.weight += weight
    here_ms = float(evidence.local_ms[hour])
    belief.days += counted & (belief.favoured_ms // _DAY_MS != here_ms // _DAY_MS)
    belief.favoured_ms = np.where(counted, here_ms, belief.favoured_ms)
    belief.deviation[counted] += (np.nan_to_num(departed) * weight)[counted]
    belief.hours_for += counted
    belief.hours_against += alive & judged & ~favours
    belief.run = np.where(alive, run, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        typical = np.where(belief.weight > 0, belief.deviation / belief.weight, 0.0)
    # A standing error repeats itself: however many hours, they say no more than their mean does.
    together = standing_log_likelihood_ratio(typical, belief.hours_for, belief.days, np.zeros_like(typical))
    most = np.clip(together, 0.0, MOST_SCORE)
    belief.score = np.clip(belief.score * _KEPT + said, _LEAST_SCORE, most)
    belief.watched = np.clip(belief.watched + said, _LEAST_WATCHED, most)
    belief.run = np.minimum(belief.run, MOST_SCORE)
    heard = evidence.heard[hour]
    belief.waste *= _WASTE_KEPT
    belief.waste_hours *= _WASTE_KEPT
    belief.present *= _WASTE_KEPT
    belief.waste += np.where(heard[None, :, None], evidence.waste[hour], 0.0)
    belief.waste_hours += heard[None, :]
    belief.present += np.where(heard, evidence.present[hour], 0.0)[None, :]
    belief.judged_ms = np.where(judged, hour_ms, belief.judged_ms)
    _get_used_to(belief, evidence.deviation[hour], share)
    belief.unusual = belief.unusual * _KEPT + _UNUSUAL_WEIGHT * evidence.unusual(hour)[None, :]
    np.clip(belief.unusual, _LEAST_SCORE, _MOST_UNUSUAL, out=belief.unusual)


def _get_used_to(belief: Belief, deviation: Floats, share: Floats) -> None:
    """Take an hour into the habit, in place; a fault that is being believed in is no habit."""
    usual = np.where((share > 0) & (belief.score <= 0), share, 0.0)
    belief.habit = belief.habit * HABIT_KEPT + usual * np.nan_to_num(deviation)
    belief.habit_hours = belief.habit_hours * HABIT_KEPT + usual


def set_logit(belief: Belief, fault: str, equipment: str, logit_ratio: float) -> None:
    """Start a fault anew from ``logit_ratio``, as after a repair: what was before says nothing of now."""
    if equipment not in belief.equipment or fault not in belief.faults:
        return
    at = belief.faults.index(fault), belief.equipment.index(equipment)
    for name in _ARRAYS:
        getattr(belief, name)[at] = 0.0
    belief.score[at] = logit_ratio


def pack(beliefs: Mapping[str, Belief]) -> bytes:
    """Beliefs by kind as bytes for the store."""
    return msgspec.msgpack.encode(
        {
            kind: {
                "equipment": belief.equipment,
                "faults": belief.faults,
                **{name: getattr(belief, name).astype(np.float64).tobytes() for name in (*_ARRAYS, _UNUSUAL)},
            }
            for kind, belief in beliefs.items()
        }
    )


def unpack(content: bytes) -> dict[str, Belief]:
    """Beliefs by kind; faults that the model no longer knows are dropped, new ones start without evidence."""
    result = {}
    for kind, packed in msgspec.msgpack.decode(content).items():
        if kind not in FAULTS:
            continue
        equipment = tuple(packed["equipment"])
        belief = no_belief(kind, equipment)
        kept = [(belief.faults.index(f), at) for at, f in enumerate(packed["faults"]) if f in belief.faults]
        for name in _ARRAYS:
            if name not in packed:
                continue
            tail = (len(WASTES),) if name == "waste" else ()
            stored = np.frombuffer(packed[name], dtype=np.float64)
            shape = (len(packed["faults"]), len(equipment), *tail)
            if stored.size != np.prod(shape):
                continue
            stored = stored.reshape(shape)
            for now, then in kept:
                getattr(belief, name)[now] = stored[then]
        if "present" not in packed:
            # Kept before it was counted when people are in: what they bore says nothing of a working day.
            belief.waste[..., BORNE_BY_PEOPLE] = 0.0
        unusual = np.frombuffer(packed.get(_UNUSUAL, b""), dtype=np.float64)
        if unusual.size == len(equipment):
            belief.unusual = unusual.reshape(1, -1).copy()
        result[kind] = belief
    return result


def aligned(belief: Belief | None, kind: str, equipment: tuple[str, ...]) -> Belief:
    """``belief`` in the order of ``equipment``, copied; equipment that is new starts without evidence."""
    result = no_belief(kind, equipment)
    if belief is None:
        return result
    position = {identifier: at for at, identifier in enumerate(belief.equipment)}
    now = [at for at, identifier in enumerate(equipment) if identifier in position]
    then = [position[equipment[at]] for at in now]
    for name in (*_ARRAYS, _UNUSUAL):
        getattr(result, name)[:, now] = getattr(belief, name)[:, then]
    return result


def faded(belief: Belief, hours: int) -> Belief:
    """A copy of ``belief`` after so many hours of which nothing is known at all."""
    result = aligned(belief, belief.kind, belief.equipment)
    for name in ("score", "run", "watched"):
        setattr(result, name, getattr(result, name) * _KEPT**hours)
    return result


def hour_of(time_ms: int) -> int:
    """Start of the hour of a time."""
    return time_ms // HOUR_MS * HOUR_MS
