"""Knowledge as data: faults, actions and costs, in files that a building engineer can read and change."""

from model.catalogue.actions import Action, Expect, Labour, Parts, actions_for, load_actions
from model.catalogue.costs import Costs, load_costs
from model.catalogue.entry import CatalogueError, Sourced
from model.catalogue.fault_facts import ExplainedBy, FaultFacts, Fill, load_faults

__all__ = [
    "Action",
    "CatalogueError",
    "Costs",
    "Expect",
    "ExplainedBy",
    "FaultFacts",
    "Fill",
    "Labour",
    "Parts",
    "Sourced",
    "actions_for",
    "load_actions",
    "load_costs",
    "load_faults",
]
