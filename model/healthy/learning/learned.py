"""What the history of equipment says of a law that it keeps."""

from dataclasses import dataclass

from model.frames.windows import Floats


@dataclass(frozen=True, slots=True)
class Learned:
    """Coefficients learned per equipment: ``mean`` (E, K), ``covariance`` (E, K, K), ``noise`` (E,)."""

    mean: Floats
    covariance: Floats
    noise: Floats
