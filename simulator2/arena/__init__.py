"""The arena: policies side by side in the same worlds, scored by what they save."""

from simulator2.arena.agenda import sure
from simulator2.arena.lived import Day, FaultLife, Lived, Look
from simulator2.arena.oracle import Oracle
from simulator2.arena.policy import Best, Complaint, Heard, Policy, Repair, Suggestion
from simulator2.arena.scoring import FIGURES, Figure, MissingBaselineError, PolicyScore, Scores, score
from simulator2.arena.world import live_world

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
