"""Which points a building does not have, drawn by what ``wiring.yaml`` says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources

import numpy as np

from model.site.yaml_lines import Described, read_yaml
from simulator.buildings.devices import Device
from simulator.buildings.points import POINTS


@dataclass(frozen=True, slots=True)
class Gap:
    """Points that go together: chance that a building has none, and else that one device has none."""

    points: tuple[str, ...]
    building: float
    device: float


def read_wiring(text: str, file: str) -> Mapping[str, tuple[Gap, ...]]:
    """Read the gaps of each make of device; raises SiteError, which names file, line and key."""
    root = read_yaml(text, file)
    return {
        make: tuple(_gap(make, item) for item in entry.entries())
        for make, entry in root.fields(tuple(POINTS)).items()
    }


def _gap(make: str, entry: Described) -> Gap:
    fields = entry.fields(("points", "building", "device", "why"), ("points", "building", "device", "why"))
    points, known = fields["points"].texts(), {point.id for point in POINTS[make]}
    for name in points:
        if name not in known:
            raise fields["points"].error(f"{name!r} is no point of {make}")
    return Gap(points, fields["building"].number(0.0, 1.0), fields["device"].number(0.0, 1.0))


WIRING = read_wiring(
    resources.files("simulator.buildings").joinpath("wiring.yaml").read_text(encoding="utf-8"), "wiring.yaml"
)


def draw_lacking(devices: Iterable[Device], rng: np.random.Generator) -> frozenset[tuple[str, str]]:
    """Pairs of device and point that a building with these ``devices`` has no wire for."""
    nowhere = {make: [gap for gap in gaps if rng.random() < gap.building] for make, gaps in WIRING.items()}
    lacking: set[tuple[str, str]] = set()
    for device in devices:
        for gap in WIRING.get(device.make, ()):
            alone = rng.random() < gap.device
            if alone or gap in nowhere[device.make]:
                lacking |= {(device.id, name) for name in gap.points}
    return frozenset(lacking)
