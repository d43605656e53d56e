import json

from bench.broken_lives import Seen
from bench.detected import figures, written


def _seen(kind: str, building: str, *days: float, season: str = "cold", **others: object) -> Seen:
    return Seen(
        kind,
        building,
        "office",
        "AHU-1",
        "2023-01-09",
        season,
        probability=[0.0, 0.0, *days],
        judged=True,
        **others,  # type: ignore[arg-type]
    )


_CASES = [
    _seen("fan_failed", "B-1", 0.2, 0.7, 0.9, twin={"sensor_flat AHU-1/x": 0.6, "sensor_flat AHU-1/y": 0.7}),
    _seen("fan_failed", "B-2", 0.1, 0.1, 0.2, season="hot", others={"belt_slipping AHU-1": 0.8}),
    _seen("belt_slipping", "B-1", 0.6, 0.6, 0.3, twin={"sensor_flat AHU-1/x": 0.6}),
]


def test_a_kind_is_counted_by_season_and_by_what_it_was_taken_for() -> None:
    found = figures(_CASES, {"days": 5})["kinds"]["fan_failed"]
    assert (found["tried"], found["seen"], found["after_days"]) == (2, 1, [2])
    assert found["by_season"] == {"cold": [1, 1], "hot": [0, 1]}
    assert found["taken_for"] == {"belt_slipping": 1}


def test_what_was_believed_once_and_no_more_is_seen_and_not_still_at_the_end() -> None:
    found = figures(_CASES, {})["kinds"]["belt_slipping"]
    assert (found["seen"], found["still_at_the_end"]) == (1, 0)


def test_a_twin_of_two_cases_is_counted_once() -> None:
    found = figures(_CASES, {})
    assert (found["twins"], found["false_in_twins"]) == (2, {"sensor_flat": 1})


def test_what_is_written_is_read_back() -> None:
    found = figures(_CASES, {"days": 5})
    assert json.loads(written(found)) == found
