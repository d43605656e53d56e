"""Whose phone this is."""

from dataclasses import dataclass

from fastapi import APIRouter

from api import examples
from api.access import SignedIn
from api.parts import Parts
from api.problems import problems

router = APIRouter(tags=["session"])


@dataclass(frozen=True, slots=True)
class BuildingName:
    """A building that the manager looks after."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Session:
    """The token's owner; ``simulated`` is set when the buildings are not real."""

    manager: str
    name: str
    buildings: tuple[BuildingName, ...]
    timezone: str
    currency: str
    simulated: bool


@router.get(
    "/session",
    operation_id="getSession",
    summary="Whose token this is",
    responses=problems(401, 404) | examples.shown(200, "session"),
)
def session(parts: Parts, profile: SignedIn) -> Session:
    """Tell the manager, their buildings, and in which time and money to speak to them."""
    return Session(
        manager=profile.id,
        name=profile.name,
        buildings=tuple(BuildingName(id_, name) for id_, name in profile.buildings),
        timezone=profile.timezone,
        currency=profile.currency,
        simulated=parts.settings.simulated,
    )
