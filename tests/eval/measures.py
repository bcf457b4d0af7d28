"""Shares with their uncertainty."""

import math
from dataclasses import dataclass


@dataclass(slots=True)
class Share:
    """So many of so many."""

    hits: int = 0
    total: int = 0

    def count(self, is_hit: bool) -> None:
        """One more case."""
        self.total += 1
        self.hits += is_hit

    @property
    def value(self) -> float:
        """The share; 0 of nothing."""
        return self.hits / self.total if self.total else 0.0

    def wilson(self, z: float = 1.96) -> tuple[float, float]:
        """The 95 % interval of Wilson (1927), which stays inside 0 and 1 and is fair for few cases."""
        if not self.total:
            return 0.0, 1.0
        centre = self.value + z * z / (2 * self.total)
        spread = z * math.sqrt(self.value * (1 - self.value) / self.total + z * z / (4 * self.total * self.total))
        scale = 1 + z * z / self.total
        return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)

    def __str__(self) -> str:
        low, high = self.wilson()
        return f"{self.value:6.3f} ({self.hits:>4} of {self.total:<4}) [{low:.3f}–{high:.3f}]"
