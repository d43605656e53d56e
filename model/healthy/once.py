"""What several faults ask of the same frames is worked out once."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from model.frames.frames import Frames

T = TypeVar("T")


def kept(frames: Frames, key: str, work: Callable[[], T]) -> T:
    """Result of ``work``, kept under ``key`` with the frames that it was worked out from."""
    if key not in frames.__dict__:
        frames.__dict__[key] = work()
    return cast("T", frames.__dict__[key])


def once(function: Callable[[Frames], T]) -> Callable[[Frames], T]:
    """Keep the result of ``function`` with the frames, as long as they live."""
    key = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def of_frames(frames: Frames) -> T:
        return kept(frames, key, lambda: function(frames))

    return of_frames


def of_equipment(function: Callable[[Frames], T]) -> Callable[[Frames], T]:
    """Keep the result of ``function``, which looks at no readings, with the equipment of the frames."""
    key = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def of_frames(frames: Frames) -> T:
        if key not in frames.lasting:
            frames.lasting[key] = function(frames)
        return cast("T", frames.lasting[key])

    return of_frames
