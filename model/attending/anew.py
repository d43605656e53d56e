"""What begins anew after a repair: beliefs that rest on readings of before."""

from collections.abc import Iterable
from functools import cache

from model.beliefs.answers import Answer
from model.beliefs.belief import Belief, set_logit
from model.catalogue import load_faults


def begin_anew(beliefs: Iterable[Belief], repaired: Answer) -> None:
    """Let the repaired fault start anew, in place, and all on its equipment that its presence may have told.

    These are its rivals, what it explains, and, after the repair of a sensor, all that is judged by that
    sensor: what that read before says nothing of now.
    """
    unit, _, role = repaired.equipment.partition("/")
    known = load_faults().get(repaired.fault)
    sensor = role or (known.sensor_of if known is not None else None) or ""
    for belief in beliefs:
        set_logit(belief, repaired.fault, repaired.equipment, 0.0)
        here = f"{unit}/{sensor}" if belief.kind == "sensor" else unit
        if here not in belief.equipment:
            continue
        for fault in belief.faults:
            if belief.kind == "sensor" or _told(fault, repaired.fault, sensor):
                set_logit(belief, fault, here, 0.0)


@cache
def _told(fault: str, repaired: str, sensor: str) -> bool:
    """Whether a fault's evidence may have come of another one, or of a ``sensor`` ("" none) now repaired."""
    facts, known = load_faults()[fault], load_faults().get(repaired)
    if sensor and (sensor in facts.leans_on or facts.sensor_of == sensor):
        return True
    if known is not None and facts.rivals is not None and facts.rivals == known.rivals:
        return True
    here = ("same_equipment", "its_sensor")
    return any(cause.fault == repaired and cause.where in here for cause in facts.explained_by)
