"""Half-width katakana, or full-width letters and figures.

What: characters in a width that the house does not use. Which ones, the profile says.
Why: a search for サーバー does not find ｻｰﾊﾞｰ, and one for 2026 does not find ２０２６.
Example: ｻｰﾊﾞｰを２台置く。
Instead: the usual width. This rule speaks only where the profile asks for it.
"""

import re
import unicodedata
from collections.abc import Iterator

from glossary.checks.style import Change, changes
from glossary.checks.view import DraftView, PassageView
from glossary.domain.finding import DraftFinding
from glossary.domain.profile import Width
from glossary.domain.statuses import Level
from glossary.errors import N_
from glossary.text.languages import JAPANESE

LEVEL = Level.INFORMATION

_PATTERNS = {
    Width.KANA: re.compile("[\uff66-\uff9f]+"),
    Width.HALF: re.compile("[\uff66-\uff9f]+|[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+"),
}


def judge(view: DraftView) -> Iterator[DraftFinding]:
    """Every run of such characters."""
    width = view.profile.style.width
    if width is None:
        return iter(())
    pattern = _PATTERNS[width]

    def found(passage: PassageView) -> Iterator[Change]:
        if passage.passage.lang == JAPANESE:
            for match in pattern.finditer(passage.passage.text):
                yield Change(match.start(), match.end(), unicodedata.normalize("NFKC", match[0]))

    return changes(view, "style.width", LEVEL, N_("{written} has the wrong width; write {right}"), found)
