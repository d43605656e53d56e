"""The physics of buildings: air (``condition_air``), and water, fuel and heat (``run_plants``)."""

from simulator2.physics.air import condition_air
from simulator2.physics.plants import run_plants

__all__ = ["condition_air", "run_plants"]
