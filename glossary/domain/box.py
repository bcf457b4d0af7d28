"""A place on a page, for formats that have pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: pages are counted from 1, lengths are points (1/72 inch) from the lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float
