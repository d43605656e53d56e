"""What the API is made of; the front door passes it in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Protocol

from fastapi import Depends, Request

from model.cards.shown import UnitSystem, unit_system
from model.frames.history import ReadingSource
from model.recommendation import Coverage
from model.site.graph import Building, Site
from store.complaints import Complaints
from store.ledger import Ledger


class Access(Protocol):
    """Who a bearer token speaks for.

    ``store.tokens.Tokens`` is one; another may check the signed tokens of the customer's own identity
    provider instead.
    """

    def manager_of(self, secret: str) -> str | None:
        """Return the manager whose token this is, or None for any token that does not hold, alike."""
        ...


class StoreHealth(Protocol):
    """What readiness asks of the store; any exception means that the store does not answer."""

    def migrations_current(self) -> bool:
        """Whether the tables are those that this version reads."""
        ...

    def newest_arrival_ms(self) -> int | None:
        """When a reading last arrived from any building [UTC ms]."""
        ...


@dataclass(frozen=True, slots=True)
class ManagerProfile:
    """A manager and what is theirs: ``buildings`` as (id, name) pairs."""

    id: str
    name: str
    buildings: tuple[tuple[str, str], ...]
    timezone: str
    currency: str
    units: UnitSystem = "metric"

    @property
    def building_ids(self) -> tuple[str, ...]:
        return tuple(building for building, _ in self.buildings)


@dataclass(frozen=True, slots=True)
class ApiSettings:
    """``events_poll_s``: how often an event stream looks for news, ``events_last_s``: how long one lasts [s].

    A stream that ends is opened again by the client, and its token is looked at again.
    """

    simulated: bool = False
    events_poll_s: float = 1.0
    events_last_s: float = 900.0


@dataclass(frozen=True, slots=True)
class ApiParts:
    """Everything that the API needs of the rest.

    ``manager`` finds a manager's profile by id; ``buildings`` gives buildings by id as their sites describe
    them, without those that no site describes; ``coverage`` tells for building ids what is heard now;
    ``clock`` is now [UTC ms] as the rounds see it, simulated in a demo; ``page`` is the folder of the built
    page, or None.
    """

    ledger: Ledger
    complaints: Complaints
    access: Access
    manager: Callable[[str], ManagerProfile | None]
    buildings: Callable[[Sequence[str]], list[Building]]
    readings: ReadingSource
    coverage: Callable[[Sequence[str]], Coverage]
    health: StoreHealth
    clock: Callable[[], int]
    page: Path | None = None
    settings: ApiSettings = ApiSettings()


def profile_of(sites: Iterable[Site], manager: str) -> ManagerProfile | None:
    """Gather the profile of ``manager`` over all ``sites`` that name them, or None if none does.

    Timezone, currency and units are those of the first such site.
    """
    theirs = [(site, found) for site in sites for found in site.managers if found.id == manager]
    if not theirs:
        return None
    first, named = theirs[0]
    return ManagerProfile(
        id=manager,
        name=named.name,
        buildings=tuple(
            (building.id, building.name)
            for site, found in theirs
            for building in site.buildings
            if building.id in found.buildings
        ),
        timezone=first.timezone,
        currency=first.currency,
        units=unit_system(first),
    )


def parts_of(request: Request) -> ApiParts:
    """The parts that this application was made of."""
    parts: ApiParts = request.app.state.parts
    return parts


Parts = Annotated[ApiParts, Depends(parts_of)]
