"""The frames of a building since somebody last looked, each step seen once."""

from collections.abc import Mapping

from model.frames.frames import HOUR_MS, LEAD_HOURS, STEP_MS, Frames
from model.frames.framing import frames_of
from model.site.graph import Site
from simulator.arena.policies.recent_readings import RecentReadings
from simulator.published import Published


class RecentFrames:
    """Readings kept until somebody looks at their building, then handed out as frames and let go."""

    def __init__(self, site: Site) -> None:
        self._timezone = site.timezone
        self._buildings = {building.id: building for building in site.buildings}
        self._readings = RecentReadings(site)
        self._until: dict[str, int] = {}

    def take_in(self, published: Published) -> None:
        """Keep what was published."""
        self._readings.take_in(published)

    def fresh(self, building: str, now_ms: int) -> tuple[Mapping[str, Frames], int]:
        """Frames by kind up to ``now_ms``, with a lead, and the time of their first new step.

        No frames where nothing is new.
        """
        news = self._readings.news(building)
        end = now_ms // STEP_MS * STEP_MS
        # In the first hour it is not known what was silent before.
        start = self._until.get(building, min(news, default=end) + HOUR_MS)
        if start >= end:
            return {}, end
        self._until[building] = end
        lead_ms = LEAD_HOURS * HOUR_MS
        frames = frames_of(self._buildings[building], self._timezone, self._readings, start - lead_ms, end)
        self._readings.forget(building, end - lead_ms)
        return frames, start
