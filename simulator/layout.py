"""Where each piece of equipment stands in the arrays: flat, sorted by building, no padding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.segments import Segments

Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shape:
    """What one building is made of: boxes of each of its air handlers, fan coils, rooftop units."""

    boxes: tuple[int, ...] = ()
    fan_coils: int = 0
    rooftops: int = 0

    @property
    def zones(self) -> int:
        """Every box, fan coil and rooftop unit serves a zone of its own."""
        return sum(self.boxes) + self.fan_coils + self.rooftops


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of the arrays of each level, to take a record with."""

    building: Index
    air_handler: Index
    box: Index
    fan_coil: Index
    rooftop: Index
    zone: Index

    def of(self, level: str) -> Index:
        """The rows of ``level``."""
        rows: Index = getattr(self, level)
        return rows


@dataclass(frozen=True, slots=True)
class Layout:
    """Parents of every row.

    Boxes are sorted by air handler, all else by building. Zones are those of boxes, then of fan coils,
    then of rooftop units, in their order; ``box_zones``, ``fan_coil_zones`` and ``rooftop_zones`` are the
    slices, so that ``zone_values[layout.box_zones]`` is a view with one value a box.
    """

    shapes: tuple[Shape, ...]
    air_handler_building: Index
    box_air_handler: Index
    box_building: Index
    fan_coil_building: Index
    rooftop_building: Index
    zone_building: Index
    first_box: Index  # of each air handler
    box_zones: slice
    fan_coil_zones: slice
    rooftop_zones: slice
    segments: Mapping[str, Segments]  # by level, but for zones, which are not sorted by building

    @classmethod
    def of(cls, shapes: Sequence[Shape]) -> "Layout":
        """The layout of buildings of these ``shapes``; ValueError for an air handler without boxes."""
        if any(count < 1 for shape in shapes for count in shape.boxes):
            raise ValueError("an air handler needs at least one box")
        buildings = np.arange(len(shapes))
        counts = np.array([count for shape in shapes for count in shape.boxes], dtype=np.int64)
        air_handler_building = np.repeat(buildings, [len(shape.boxes) for shape in shapes])
        box_air_handler = np.repeat(np.arange(len(counts)), counts)
        box_building = air_handler_building[box_air_handler]
        fan_coil_building = np.repeat(buildings, [shape.fan_coils for shape in shapes])
        rooftop_building = np.repeat(buildings, [shape.rooftops for shape in shapes])
        boxes, fan_coils = len(box_building), len(fan_coil_building)
        zones = boxes + fan_coils + len(rooftop_building)
        return cls(
            shapes=tuple(shapes),
            air_handler_building=air_handler_building,
            box_air_handler=box_air_handler,
            box_building=box_building,
            fan_coil_building=fan_coil_building,
            rooftop_building=rooftop_building,
            zone_building=np.concatenate([box_building, fan_coil_building, rooftop_building]),
            first_box=np.cumsum(counts) - counts,
            box_zones=slice(0, boxes),
            fan_coil_zones=slice(boxes, boxes + fan_coils),
            rooftop_zones=slice(boxes + fan_coils, zones),
            segments={
                level: Segments.of(parents, len(shapes))
                for level, parents in (
                    ("air_handler", air_handler_building),
                    ("box", box_building),
                    ("fan_coil", fan_coil_building),
                    ("rooftop", rooftop_building),
                )
            },
        )

    def count(self, level: str) -> int:
        """How many rows the arrays of ``level`` have."""
        if level == "building":
            return len(self.shapes)
        parents: Index = getattr(self, f"{level}_building")
        return len(parents)

    def parent(self, level: str) -> Index:
        """The building of each row of ``level``."""
        if level == "building":
            return np.arange(len(self.shapes))
        parents: Index = getattr(self, f"{level}_building")
        return parents

    def sum_of_boxes(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Sum of box values for each air handler."""
        if not len(self.first_box):
            return np.zeros(0, dtype=np.float32)
        total: NDArray[np.float32] = np.add.reduceat(values, self.first_box)
        return total

    def most_of_boxes(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Largest box value for each air handler."""
        if not len(self.first_box):
            return np.zeros(0, dtype=np.float32)
        most: NDArray[np.float32] = np.maximum.reduceat(values, self.first_box)
        return most

    def sum_to_buildings(self, level: str, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Sum of the values of ``level`` for each building."""
        if level in self.segments:
            return self.segments[level].sum(values)
        total = np.bincount(self.parent(level), weights=values, minlength=len(self.shapes))
        return total.astype(np.float32)

    def take(self, buildings: Index) -> tuple["Layout", Rows]:
        """The layout of these buildings, repeated or left out as named, and the rows to take records with."""
        rows = {}
        for level in ("air_handler", "box", "fan_coil", "rooftop"):
            parents = self.parent(level)
            starts = np.searchsorted(parents, buildings, side="left")
            ends = np.searchsorted(parents, buildings, side="right")
            spans = [np.arange(start, end) for start, end in zip(starts, ends, strict=True)]
            rows[level] = np.concatenate(spans) if spans else np.zeros(0, dtype=np.int64)
        zones = [
            rows["box"],
            rows["fan_coil"] + self.fan_coil_zones.start,
            rows["rooftop"] + self.rooftop_zones.start,
        ]
        layout = Layout.of([self.shapes[building] for building in buildings.tolist()])
        return layout, Rows(building=buildings, zone=np.concatenate(zones), **rows)
