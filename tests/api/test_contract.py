from collections.abc import Callable, Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import Case, GenerationMode
from schemathesis.schemas import BaseSchema

from store.database import open_database
from tests.api.conftest import furnish
from tests.api.documents import MEASURED, SINCE_MS, choice, recommendation

COMPLAIN = "POST /v1/complaints"
OPERATIONS = [
    "GET /v1/session",
    "GET /v1/managers/{manager}/next-action",
    "GET /v1/managers/{manager}/next-action/events",
    "GET /v1/managers/{manager}/history",
    "GET /v1/recommendations/{recommendation}",
    "POST /v1/recommendations/{recommendation}/answers",
    "GET /v1/rooms",
    "GET /v1/complaints",
    COMPLAIN,
    "GET /healthz",
    "GET /readyz",
]
# The others take any text for what they take.
CAN_BE_INVALID = [
    "GET /v1/managers/{manager}/history",
    "POST /v1/recommendations/{recommendation}/answers",
    COMPLAIN,
]
HER_ROOM = {"building": "north-tower", "equipment": "VAV-4-12"}
LATELY = "2026-03-07T07:00:00+01:00"
KNOWN = {"manager": "maria", "recommendation": recommendation().id}


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[BaseSchema, str]]:
    """The application by its own description, with one recommendation shown to Maria, and her token."""
    folder = tmp_path_factory.mktemp("contract")
    with open_database(folder / "plantroom.db") as database:
        house = furnish(database)
        house.ledger.record_choice("maria", house.now_ms, choice(recommendation()))
        house.readings.kept[MEASURED] = [(SINCE_MS, 12.0)]
        app = house.client().app
        yield schemathesis.openapi.from_asgi("/v1/openapi.json", app), house.tokens.create("maria")[0]


def bounded(strategy: SearchStrategy[Case], behaves: Callable[[Case], object]) -> None:
    """Try the same few cases each time."""
    few = settings(
        max_examples=50,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )

    @few
    @given(strategy)
    def tried(case: Case) -> None:
        behaves(case)

    tried()


def test_every_operation_is_tried(schema: tuple[BaseSchema, str]) -> None:
    assert sorted(result.ok().label for result in schema[0].get_all_operations()) == sorted(OPERATIONS)


@pytest.mark.parametrize("known", [KNOWN, {}], ids=["her own", "any"])
@pytest.mark.parametrize("label", OPERATIONS)
def test_valid_requests_get_what_the_description_says(
    schema: tuple[BaseSchema, str], label: str, known: dict[str, str]
) -> None:
    described, token = schema
    operation = described.find_operation_by_label(label)
    assert operation is not None
    path = {name: value for name, value in known.items() if f"{{{name}}}" in label}

    def called(case: Case) -> None:
        if label == COMPLAIN:
            case.body |= HER_ROOM if known else {}
            # What is too old, or ahead, is refused, which a schema cannot say.
            case.body |= {name: LATELY for name in case.body if name == "felt_at"}
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"})

    bounded(operation.as_strategy(GenerationMode.POSITIVE, path_parameters=path or None), called)


@pytest.mark.parametrize("label", CAN_BE_INVALID)
def test_invalid_requests_are_refused(schema: tuple[BaseSchema, str], label: str) -> None:
    described, token = schema
    operation = described.find_operation_by_label(label)
    assert operation is not None
    path = {name: value for name, value in KNOWN.items() if f"{{{name}}}" in label}
    signed = {"Authorization": f"Bearer {token}"}

    bounded(
        operation.as_strategy(GenerationMode.NEGATIVE, path_parameters=path, headers=signed),
        lambda case: case.call_and_validate(),
    )
