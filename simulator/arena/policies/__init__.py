"""Who competes in the arena, by name."""

from collections.abc import Callable, Mapping

from simulator.arena.oracle import Oracle
from simulator.arena.policies.alarm_priority import AlarmPriority
from simulator.arena.policies.by_chance import ByChance
from simulator.arena.policies.energy_only import EnergyOnly
from simulator.arena.policies.fault_severity import FaultSeverity
from simulator.arena.policies.first_come import FirstCome
from simulator.arena.policies.nothing import Nothing
from simulator.arena.policies.product import Product
from simulator.arena.policies.yearly_calendar import YearlyCalendar
from simulator.arena.policy import Policy

__all__ = ["POLICIES", "UnknownPolicyError", "make_policy"]


class UnknownPolicyError(LookupError):
    """No policy of that name competes; the message names those that do."""


POLICIES: Mapping[str, Callable[[int], Policy]] = {
    "oracle": lambda _: Oracle(),
    "product": lambda _: Product(),
    "energy_only": lambda _: EnergyOnly(),
    "fault_severity": lambda _: FaultSeverity(),
    "alarm_priority": lambda _: AlarmPriority(),
    "first_come": lambda _: FirstCome(),
    "calendar": lambda _: YearlyCalendar(),
    "random": ByChance,
    "nothing": lambda _: Nothing(),
}


def make_policy(name: str, seed: int) -> Policy:
    """A new policy; ``seed`` is for those that draw. Raises UnknownPolicyError."""
    if name not in POLICIES:
        raise UnknownPolicyError(f"no policy {name!r}; known: {', '.join(POLICIES)}")
    return POLICIES[name](seed)
