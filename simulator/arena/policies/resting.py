"""What was answered is not shown again at once: the least that any system does with an answer."""

from model.answers import Answer, rests_until
from simulator.arena.policy import Heard

Key = tuple[str, str, str]


class Resting:
    """Until when each building, equipment and fault rests, for as long as the model lets answers rest."""

    def __init__(self) -> None:
        self._until: dict[Key, int] = {}

    def hear(self, manager: str, heard: Heard) -> None:
        """Take in an answer."""
        said = heard.suggestion
        answer = Answer(
            recommendation=said.id,
            manager=manager,
            building=said.building,
            equipment=said.equipment,
            fault=said.fault,
            action=said.action,
            said=heard.said,
            answered_ms=heard.at_ms,
            reason=heard.reason,
        )
        self._until[answer.key] = rests_until(answer)

    def rests(self, building: str, equipment: str, fault: str, now_ms: int) -> bool:
        """Whether it may not be shown now."""
        return now_ms < self._until.get((building, equipment, fault), 0)
