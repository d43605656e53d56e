"""What was answered is not shown again at once: the least that any system does with an answer."""

from model.beliefs.answers import rests_until
from simulator.arena.policy import Heard

Key = tuple[str, str, str]


class Resting:
    """Until when each building, equipment and fault rests, for as long as the model lets answers rest."""

    def __init__(self) -> None:
        self._until: dict[Key, int] = {}

    def hear(self, manager: str, heard: Heard) -> None:
        """Take in an answer."""
        answer = heard.answer(manager)
        self._until[answer.key] = rests_until(answer)

    def rests(self, building: str, equipment: str, fault: str, now_ms: int) -> bool:
        """Whether it may not be shown now."""
        return now_ms < self._until.get((building, equipment, fault), 0)
