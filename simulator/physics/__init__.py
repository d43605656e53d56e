"""The physics of buildings: air (``condition_air``), and water, fuel and heat (``run_plants``)."""

from simulator.physics.air import condition_air
from simulator.physics.plants import run_plants

__all__ = ["condition_air", "run_plants"]
