"""Where people can feel something: the equipment that serves rooms."""

from dataclasses import dataclass

from fastapi import APIRouter

from api import examples
from api.access import SignedIn
from api.parts import Parts
from api.problems import problems
from model.site.rooms import serving_rooms

router = APIRouter(tags=["complaints"])


@dataclass(frozen=True, slots=True)
class Room:
    """The rooms of one equipment; ``id`` and ``name`` are the equipment's."""

    id: str
    name: str
    location: str | None
    building: str
    building_name: str


@dataclass(frozen=True, slots=True)
class Rooms:
    """All rooms of the manager's buildings."""

    rooms: tuple[Room, ...]


@router.get(
    "/rooms",
    operation_id="getRooms",
    summary="The rooms of her buildings",
    responses=problems(401, 404) | examples.shown(200, "rooms"),
)
def rooms(parts: Parts, profile: SignedIn) -> Rooms:
    """List the equipment that serves rooms: boxes, fan coils and rooftop units, else the air handlers."""
    return Rooms(
        tuple(
            Room(each.id, each.name, each.location, building.id, building.name)
            for building in parts.buildings(profile.building_ids)
            for each in serving_rooms(building)
        )
    )
