"""Kanji where official Japanese writes kana, and the other way round.

What: 下さい, 出来る, 但し and the like, which official Japanese (公用文) writes in kana; および, または, もしくは, which it writes in kanji.
Why: the guide of 2022 for official documents, 公用文作成の考え方, fixes these ways of writing, and readers of official texts notice others.
Example: 資料および議事録を送付して下さい。
Instead: 資料及び議事録を送付してください。 This rule speaks only where the profile asks for it.
"""

from collections.abc import Iterator

from glossary.checks.style import Change, changes
from glossary.checks.view import DraftView, PassageView
from glossary.domain.finding import DraftFinding
from glossary.domain.statuses import Level
from glossary.errors import N_
from glossary.text.house_words import Kanji
from glossary.text.languages import JAPANESE

LEVEL = Level.INFORMATION

HEAD = "^"
"""Stands for the beginning of a sentence in the word lists."""


def judge(view: DraftView) -> Iterator[DraftFinding]:
    """Every listed way of writing."""
    if not view.profile.style.kanji:
        return iter(())
    rows = view.checking.vocabulary.house.style.kanji

    def found(passage: PassageView) -> Iterator[Change]:
        text = passage.passage.text
        if passage.passage.lang == JAPANESE:
            for row in rows:
                at = text.find(row.wrong)
                while at >= 0:
                    end = at + len(row.wrong)
                    if _is_meant(passage, row, at, end):
                        yield Change(at, end, row.right)
                    at = text.find(row.wrong, end)

    return changes(view, "style.kanji", LEVEL, N_("official Japanese writes {right}, not {written}"), found)


def _is_meant(passage: PassageView, row: Kanji, start: int, end: int) -> bool:
    """Whether the words beside it show that it is the one that is meant, as far as they show anything."""
    text = passage.passage.text
    before, after = text[:start], text[end : end + 4]
    if before.endswith(row.not_after) or after.startswith(row.not_before):
        return False
    return not row.after or before.endswith(row.after) or (HEAD in row.after and passage.passage.sentence_at(start).start == start)
