"""What breaks: kinds, single faults, when they arise and what they do."""

from simulator2.faults.breakage import Breakage
from simulator2.faults.chance import Chance
from simulator2.faults.fault import UNHEALED, Fault
from simulator2.faults.kind import FaultKind
from simulator2.faults.kinds import UnknownFaultError, fault_kind, fault_kinds
from simulator2.faults.lies import Lies, sense
from simulator2.faults.place import LEVELS, Place, Spot, whole_building, whole_buildings
from simulator2.faults.scenario import Scenario, demo_scenario, healthy

__all__ = [
    "LEVELS",
    "UNHEALED",
    "Breakage",
    "Chance",
    "Fault",
    "FaultKind",
    "Lies",
    "Place",
    "Scenario",
    "Spot",
    "UnknownFaultError",
    "demo_scenario",
    "fault_kind",
    "fault_kinds",
    "healthy",
    "sense",
    "whole_building",
    "whole_buildings",
]
