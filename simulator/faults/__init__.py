"""What breaks: kinds, single faults, when they arise and what they do."""

from simulator.faults.breakage import Breakage
from simulator.faults.chance import Chance
from simulator.faults.fault import UNHEALED, Fault
from simulator.faults.kind import FaultKind
from simulator.faults.kinds import UnknownFaultError, fault_kind, fault_kinds
from simulator.faults.lies import Lies, sense
from simulator.faults.place import LEVELS, Place, Spot, whole_building, whole_buildings
from simulator.faults.scenario import Scenario, demo_scenario, healthy

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
