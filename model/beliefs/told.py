"""What is told of a run of hours: means of what was measured, expected and asked for, all of one kind."""

from collections.abc import Mapping

import numpy as np

from model.frames.windows import Floats

TOLD = ("measured", "expected", "command")


def tell(sums: Mapping[str, Floats], hour: Mapping[str, Floats], before: Floats, weight: Floats) -> None:
    """Take an hour into the ``sums`` of what is told, (F, E) each and by the names of ``TOLD``, in place.

    ``before`` is the weight that the sums have, ``weight`` that of the hour; of both, by their sum, are the
    means. An hour that does not know leaves them as they are, and NaN where none did. Hours that depart to
    both sides, as of a valve that stands half way, would have a mean that shows none; told is the
    side to which they depart further.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        means = {name: sums[name] / before for name in TOLD}
        departs = hour["measured"] - hour["expected"]
        so_far = means["measured"] - means["expected"]
        otherwise = departs * so_far < 0
        further = otherwise & (np.abs(departs) > np.abs(so_far))
    passed_over = np.isnan(hour["measured"]) | (otherwise & ~further)
    counted = weight > 0
    for name in TOLD:
        value = np.where(passed_over | np.isnan(hour[name]), means[name], hour[name])
        anew = further | np.isnan(sums[name])
        told = np.where(anew, value * (before + weight), sums[name] + value * weight)
        sums[name][counted] = told[counted]
