"""Where the surfaces of phrases stand in a passage's scanned form."""

from array import array
from collections.abc import Iterator, Sequence, Set

from glossary.matching.automaton import Hit

CUE = 4
"""The mark of a pattern that is a surface of some phrase."""

_NONE: "array[int]" = array("I")


class Places:
    """Which surfaces of phrases stand in a passage's scanned form, and where; the places are gathered when first asked for."""

    __slots__ = ("_forms", "_hits", "_packed", "_starts", "surfaces")

    def __init__(self, hits: Sequence[Hit], forms: Sequence[str], marks: bytes) -> None:
        self._hits = hits
        self._packed: array[int] = _NONE
        self._forms = forms
        self._starts: dict[str, list[int]] | None = None
        self.surfaces: Set[str] = {forms[pattern] for pattern in {hit[2] for hit in hits} if marks[pattern] & CUE}

    def standing(self) -> Set[str]:
        """All surfaces that stand there, packed or not."""
        return self.surfaces or {self._forms[pattern] for pattern in set(self._packed[1::2])}

    def starts(self, surface: str) -> Sequence[int]:
        """Where a surface of a phrase starts."""
        found = self._starts
        if found is None:
            found = {}
            for start, pattern in self._places():
                found.setdefault(self._forms[pattern], []).append(start)
            self._starts = found
        return found.get(surface, ())

    def pack(self) -> None:
        """Keep the places in a tenth of the memory, for a long text of which little will be asked again: ``surfaces`` is then empty."""
        surfaces, forms = self.surfaces, self._forms
        hits = self._hits  # asked behind the surfaces, which go last: another thread may pack the same places
        if hits:
            self._packed = array("I", [number for start, _, pattern in hits if forms[pattern] in surfaces for number in (start, pattern)])
            self._hits, self.surfaces = (), frozenset()
        self._starts = None

    def _places(self) -> Iterator[tuple[int, int]]:
        hits = self._hits  # asked once: another thread may pack them meanwhile
        if hits:
            return ((start, pattern) for start, _, pattern in hits)
        return zip(self._packed[::2], self._packed[1::2], strict=True)


NOWHERE = Places((), (), b"")
