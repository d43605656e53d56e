"""The arena: policies side by side in the same worlds, scored by what they save."""

from simulator.arena.agenda import sure
from simulator.arena.lived import Day, FaultLife, Lived, Look
from simulator.arena.oracle import Oracle
from simulator.arena.policy import Best, Complaint, Heard, Policy, Repair, Suggestion
from simulator.arena.scoring import FIGURES, Figure, MissingBaselineError, PolicyScore, Scores, score
from simulator.arena.world import live_world

__all__ = [
    "FIGURES",
    "Best",
    "Complaint",
    "Day",
    "FaultLife",
    "Figure",
    "Heard",
    "Lived",
    "Look",
    "MissingBaselineError",
    "Oracle",
    "Policy",
    "PolicyScore",
    "Repair",
    "Scores",
    "Suggestion",
    "live_world",
    "score",
    "sure",
]
