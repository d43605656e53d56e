"""What a sensor that cannot be trusted costs: the faults that stay unseen behind it."""

from functools import cache

from model.catalogue import load_faults
from model.faults import FAULTS


@cache
def hidden_share(role: str, kind: str) -> float:
    """Share of the equipment's own energy [1] that faults leaning on a role's sensor waste on the average.

    The sum, over the faults that cannot be claimed without that sensor, of how often the fault is there times
    what it then wastes. An air handler's role also carries the faults of the boxes behind it.
    """
    facts = load_faults()
    behind = {"air_handler": ("air_handler", "vav_box")}.get(kind, (kind,))
    leaning = [facts[f.id] for k in behind for f in FAULTS.get(k, ()) if role in facts[f.id].leans_on]
    return sum(f.prior.value.likely * max(f.wasted_share.value.likely, 0.0) for f in leaning)
