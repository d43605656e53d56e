"""Air handlers, and buildings of one, whose ways are known from their own history."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from model.beliefs.evidence import HourEvidence, evidence_by_kind
from model.frames.frames import HOUR_MS, LEAD_HOURS, Frames
from model.frames.framing import frames_of
from model.healthy.laws import LAWS
from model.healthy.learning.learned import Learned
from tests.model.building_of import MONDAY_MS, Told

_KNOWN = 0.15


@dataclass(frozen=True)
class Habit:
    """Coefficients of a law that were learned, and the noise about it."""

    mean: tuple[float, ...]
    noise: float


@dataclass(frozen=True)
class Accustomed(Told):
    """A building of which one thing was watched for weeks: what its laws were, by their ids."""

    habits: Mapping[str, Habit] = field(default_factory=dict)
    watched: str = "air_handler"

    def frames(self) -> dict[str, Frames]:
        return self._known(super().frames())

    def evidence(self) -> dict[str, HourEvidence]:
        start_ms = MONDAY_MS - LEAD_HOURS * HOUR_MS
        kinds = frames_of(self.building, "UTC", self.readings, start_ms, self.end_ms)
        return evidence_by_kind(self._known(kinds), MONDAY_MS, "UTC")

    def _known(self, kinds: dict[str, Frames]) -> dict[str, Frames]:
        learned = {law: _learned(law, habit) for law, habit in self.habits.items()}
        kinds[self.watched] = replace(kinds[self.watched], learned=learned)
        return kinds


def accustomed(told: Told, watched: str = "air_handler", **habits: Habit) -> Accustomed:
    """The same building, with the habits of its one equipment of the kind ``watched`` by law."""
    return Accustomed(told.building, told.readings, told.hours, habits=habits, watched=watched)


def _learned(law: str, habit: Habit) -> Learned:
    doubt = np.diag(np.square(_KNOWN * np.array(LAWS[law].spread)))
    return Learned(np.array([habit.mean]), doubt[None], np.array([habit.noise]))
