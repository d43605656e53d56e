"""What several faults ask of the same frames is worked out once."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from model.frames import Frames

T = TypeVar("T")


def once(function: Callable[[Frames], T]) -> Callable[[Frames], T]:
    """Keep the result of ``function`` with the frames that it was worked out from, as long as they live."""
    key = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def kept(frames: Frames) -> T:
        if key not in frames.__dict__:
            frames.__dict__[key] = function(frames)
        return cast("T", frames.__dict__[key])

    return kept
