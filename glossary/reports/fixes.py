"""The fixes that were made in a file, for people: what stood there, what stands there now, and where."""

from collections.abc import Sequence

from glossary.domain.finding import Suggestion
from glossary.errors import N_
from glossary.i18n import translate, translate_plural
from glossary.reports.places import Places

MAX_PLACES = 5
"""Places of one fix that are named."""

MAX_PAIRS = 20
"""Different fixes that are named; the others are counted."""

_BLANK = str.maketrans(
    {" ": "\N{OPEN BOX}", "\N{IDEOGRAPHIC SPACE}": "\N{WHITE SQUARE}", "\n": "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}"}
)


def fix_lines(text: str, fixes: Sequence[Suggestion], places: Places, lang: str) -> list[str]:
    """How many fixes were made in a text, then a line for each pair of words; spaces are shown where they are all there is."""
    if not fixes:
        return []
    pairs: dict[tuple[str, str], list[int]] = {}
    for fix in fixes:
        pairs.setdefault((text[fix.span.start : fix.span.end], fix.text), []).append(fix.span.start)
    lines = [translate_plural(lang, "{count} fix made:", "{count} fixes made:", len(fixes))]
    for (before, after), starts in list(pairs.items())[:MAX_PAIRS]:
        shown = [places.short(start, lang) for start in starts[:MAX_PLACES]] + ["…"] * (len(starts) > MAX_PLACES)
        pair = translate(lang, N_("{before} → {after} ({places})"), before=_seen(before), after=_seen(after), places=", ".join(shown))
        lines.append(f"    {pair}")
    if len(pairs) > MAX_PAIRS:
        lines.append("    …")
    return lines


def _seen(words: str) -> str:
    return words if words.strip() else words.translate(_BLANK) or "\N{EMPTY SET}"
