"""The form of a text in which patterns are looked for, and the way back to the text.

NFKC, without case, dashes as spaces but for co-operation and its like, runs of spaces as one. Nearly all texts come out with the length they went in with;
only for the others is a map made, so that scanning costs next to nothing.
"""

import re
import unicodedata
from typing import Final

from glossary.text.japanese import encodable
from glossary.text.normalise import UNSEEN, Mapped, Rewriting, Step, nfkc_mapped

_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_APOSTROPHES: Final = "\u2018\u2019\u02bc"
_WIDE: Final = tuple(zip("\uff08\uff09\uff1a\uff01\uff1f\u3000\uff0f\uff0c\uff0e\uff05", "():!? /,.%", strict=True))
"""The full-width signs of everyday Japanese prose: replacing them is much faster than NFKC, which does the same."""

_COMPOSING: Final = re.compile("[\u0300-\u036f\u1100-\u11ff\u3099\u309a\uff9e\uff9f]|[^\x00-\uffff]")
"""Characters that NFKC joins with a neighbour, and planes in which that is not ruled out: equal length then proves nothing."""

_TWO_VOWELS: Final = re.compile(rf"(?<![a-z])(co|pre|re)[{_DASHES}-](?=(?:(?<=o.)o|(?<=e.)e)[a-z])")
"""The hyphen that British spelling keeps between two equal vowels: co-operation, pre-emptive, re-establish are one word."""

_SELECTORS: Final = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""What nobody sees and ``isprintable`` does not tell: variation selectors (脆 with U+E0100, as input methods write it), fillers."""

_REWRITE: Final = Rewriting(
    Step(re.compile(f"[{UNSEEN}]+"), ""),
    Step(_TWO_VOWELS, lambda match: match[1]),
    Step(re.compile(f"[\\s{_DASHES}-]+"), " "),
    Step(re.compile(f"[{_APOSTROPHES}]"), "'", aligned=True),
)


def scan_form(text: str) -> tuple[str, Mapped | None]:
    """The form for scanning; the map back is None where positions are the same."""
    form = text
    if not text.isascii():
        form = text = encodable(text)
        for wide, narrow in _WIDE:
            if wide in form:
                form = form.replace(wide, narrow)
    if not unicodedata.is_normalized("NFKC", text):
        form = unicodedata.normalize("NFKC", form)
        if len(form) != len(text) or _COMPOSING.search(text):
            return _slow(text)
    form = form.casefold()
    if "-" in form:
        if _TWO_VOWELS.search(form):
            return _slow(text)
        form = form.replace("-", " ")
    if not form.isascii():
        for dash in _DASHES:
            if dash in form:
                if _TWO_VOWELS.search(form):
                    return _slow(text)
                form = form.replace(dash, " ")
        for apostrophe in _APOSTROPHES:
            if apostrophe in form:
                form = form.replace(apostrophe, "'")
        if _SELECTORS.search(form):
            return _slow(text)
    if len(form) != len(text) or "  " in form or not form.isprintable():
        return _slow(text)
    return form, None


def _slow(text: str) -> tuple[str, Mapped]:
    mapped = _REWRITE.mapped(nfkc_mapped(text, casefold=True))
    return mapped.text, mapped


def pattern_form(pattern: str) -> str:
    """A pattern in the form of scanned texts."""
    return _REWRITE(unicodedata.normalize("NFKC", pattern).casefold()).strip()
