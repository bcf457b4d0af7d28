"""A termbase: concepts, pitfalls, and the domains and sources they name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from glossary.domain.concept import Concept, Domain, Source
from glossary.domain.pitfall import Pitfall
from glossary.domain.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Termbase:
    """One body of terms, each part keyed by id. ``lexicon`` holds the tables of ``terms/lexicon``, by file name.

    ``profiles`` are the house styles that stand beside the entries, by name.
    """

    domains: Mapping[str, Domain] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    concepts: Mapping[str, Concept] = field(default_factory=dict)
    pitfalls: Mapping[str, Pitfall] = field(default_factory=dict)
    lexicon: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    profiles: Mapping[str, Profile] = field(default_factory=dict)

    def house_citations(self) -> Iterator[tuple[str, str, str]]:
        """What house styles and word lists rest on: file, field, and the key of a source."""
        for name, profile in self.profiles.items():
            for key in profile.sources:
                yield f"profiles/{name}.toml", "sources", key
        for name, table in self.lexicon.items():
            for place, value in table.items():
                for position, row in enumerate(value if isinstance(value, list) else ()):
                    if place == "sources":
                        yield f"lexicon/{name}.toml", place, str(row)
                    elif isinstance(row, Mapping) and "source" in row:
                        yield f"lexicon/{name}.toml", f"{place}[{position}].source", str(row["source"])
