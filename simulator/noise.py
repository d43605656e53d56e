"""Random numbers as a function of seed, purpose and index: no stretch of time needs its past."""

from functools import lru_cache

import numpy as np

from simulator.arrays import Array, Times

_BLOCK = 256


@lru_cache(maxsize=512)
def _block(seed: int, purpose: int, block: int, width: int) -> Array:
    # Numbers before 1970 have negative indices; a seed sequence takes none.
    return np.random.default_rng([seed, purpose, block + 2**31]).standard_normal((_BLOCK, width))


def normals(seed: int, purpose: int, index: Times, width: int = 1) -> Array:
    """Standard normal numbers (len(index), width), always the same for the same seed, purpose and index."""
    blocks = index // _BLOCK
    result = np.empty((len(index), width))
    for block in np.unique(blocks):
        inside = blocks == block
        result[inside] = _block(seed, purpose, int(block), width)[index[inside] % _BLOCK]
    return result


def wander(seed: int, purpose: int, time_ms: Times, every_ms: int, width: int = 1) -> Array:
    """Smooth noise (T, width) of about unit spread: random values every ``every_ms``, eased in between."""
    index = time_ms // every_ms
    part = ((time_ms - index * every_ms) / every_ms)[:, None]
    ease = part * part * (3.0 - 2.0 * part)
    unique, inverse = np.unique(np.concatenate([index, index + 1]), return_inverse=True)
    knots = normals(seed, purpose, unique, width)[inverse]
    count = len(index)
    return knots[:count] * (1.0 - ease) + knots[count:] * ease
