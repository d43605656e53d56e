from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class ReadingColumns(NamedTuple):
    """Readings as three columns of equal length N, the readings of a source ordered by time, in SI.

    ``time_ms`` int64 UTC milliseconds; ``column`` int64 index into the sources asked for; ``value`` float64.
    """

    time_ms: NDArray[np.int64]
    column: NDArray[np.int64]
    value: NDArray[np.float64]
