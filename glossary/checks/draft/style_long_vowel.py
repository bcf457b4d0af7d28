"""The long vowel mark at the end of katakana words.

What: サーバ where the house keeps the mark (サーバー), or サーバー where it drops it after three sounds or more. Which of both, the
profile says.
Why: official Japanese and JIS Z 8301:2019 keep the mark; older technical writing drops it, but not in short words such as エラー.
Example: プリンタの管理者
Instead: プリンターの管理者. This rule speaks only where the profile asks for it.
"""

from collections.abc import Iterator

from glossary.checks.style import Change, changes
from glossary.checks.view import DraftView, PassageView
from glossary.domain.finding import DraftFinding
from glossary.domain.profile import LongVowel
from glossary.domain.statuses import Level
from glossary.errors import N_
from glossary.matching.families import LONG_VOWEL
from glossary.text.kana import LONG
from glossary.text.languages import JAPANESE

LEVEL = Level.INFORMATION

SHORT = 2
"""Sounds of a word that keeps its mark in every style (JIS Z 8301:2008, G.6.2.2)."""


def judge(view: DraftView) -> Iterator[DraftFinding]:
    """Every listed word that ends in another way than the house writes."""
    wanted = view.profile.style.long_vowel
    if wanted is None:
        return iter(())
    families, small = view.checking.families, view.checking.vocabulary.house.style.small

    def found(passage: PassageView) -> Iterator[Change]:
        if passage.passage.lang != JAPANESE:
            return
        for member in passage.members(families):
            family = families.families[member.family]
            stem, is_long = family.forms[0], member.form == 1
            written = passage.passage.text[member.start : member.end]
            if family.kind != LONG_VOWEL or stem in families.always_short or is_long is (wanted is LongVowel.KEEP):
                continue
            if wanted is LongVowel.KEEP:
                yield Change(member.start, member.end, written + LONG)
            elif sum(kana not in small for kana in stem) > SHORT:
                yield Change(member.start, member.end, written.removesuffix(LONG))

    return changes(view, "style.long-vowel", LEVEL, N_("the house writes {right}, not {written}"), found)
