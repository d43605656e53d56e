"""The journeys use the command too."""

from tests.plantroom.conftest import plantroom

__all__ = ["plantroom"]
