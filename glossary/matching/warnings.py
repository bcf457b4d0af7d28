"""Which pitfalls to show with a hit: those of its concept, the ones that speak of the matched term first."""

from typing import TYPE_CHECKING, Final

from glossary.domain.lookup import Match
from glossary.domain.statuses import Level
from glossary.matching.compile import Snapshot
from glossary.text.normalise import fold

if TYPE_CHECKING:
    from glossary.domain.pitfall import Pitfall

_LEVELS: Final = tuple(Level)


def warnings_for(snapshot: Snapshot, concept: str, match: Match) -> tuple[str, ...]:
    """The ids of the concept's pitfalls, the most relevant first."""
    pitfalls = [snapshot.pitfalls[found] for found in snapshot.pitfalls_of.get(concept, ()) if found in snapshot.pitfalls]
    ranked = sorted(pitfalls, key=lambda pitfall: (not is_about(pitfall, match), _LEVELS.index(pitfall.level), pitfall.id))
    return tuple(pitfall.id for pitfall in ranked)


def is_about(pitfall: "Pitfall", match: Match) -> bool:
    """Whether a phrase that the pitfall looks for, in the language of the match, is the matched term or holds it."""
    if match.term is None:
        return False
    term = fold(match.term.text)
    return any(
        term in fold(phrase)
        for found in (
            *((trigger.lang, trigger.find) for trigger in pitfall.triggers),
            *((pair.source, pair.find) for pair in pitfall.pairs),
        )
        if found[0] == match.lang
        for phrase in found[1]
    )
