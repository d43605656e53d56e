"""Buildings that break, for tests and training; nothing but the front door imports it."""

from simulator.faults import Fault, UnknownFaultError
from simulator.portfolio import Portfolio
from simulator.published import DeviceFrame, Published
from simulator.scenario import Scenario, demo_scenario, healthy
from simulator.truth import ActiveFault, truth

__all__ = [
    "ActiveFault",
    "DeviceFrame",
    "Fault",
    "Portfolio",
    "Published",
    "Scenario",
    "UnknownFaultError",
    "demo_scenario",
    "healthy",
    "truth",
]
