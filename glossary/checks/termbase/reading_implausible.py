"""A reading that cannot be the reading of its term.

What: the kana of the term do not stand in its reading in the same order, or there is too little or too much kana for the
kanji.
Why: most such cases are a reading copied from the term above.
Example: 情報共有 with the reading じょうほうこうかん is not caught, サイバー攻撃 with サーバーこうげき is.
Instead: correct the reading.
"""

import re
from collections.abc import Iterator

from glossary.checks.rule import Judgement, said, term_field
from glossary.domain.statuses import Level
from glossary.domain.termbase import Termbase
from glossary.errors import N_
from glossary.text.kana import LONG, to_hiragana
from glossary.text.scripts import HIRAGANA, is_kana, is_kanji

_KANA = HIRAGANA + LONG

MAX_KANA_PER_KANJI = 5
"""志 (こころざし) and 承る (うけたまわ) are the longest common readings of one kanji."""

MAX_KANA_PER_SIGN = 8
"""W (ダブリュー), 7 (セブン), & (アンド): what one letter, digit or sign may be read as."""

LEVEL = Level.WARNING


def judge(termbase: Termbase) -> Iterator[Judgement]:
    """Every reading that does not fit its term."""
    for concept in termbase.concepts.values():
        for lang, position, term in concept.all_terms():
            if term.reading and not _pattern(term.text).fullmatch(to_hiragana(term.reading)):
                yield said(
                    concept.id,
                    term_field(lang, position, "reading"),
                    N_("{reading} cannot be the reading of {term}"),
                    reading=term.reading,
                    term=term.text,
                )


def _pattern(text: str) -> re.Pattern[str]:
    """Kana stand for themselves, kanji and other signs for some kana, spaces and punctuation for none."""
    pieces: list[str] = []
    for kind, run in _runs(text):
        if kind == "kana":
            pieces.append(re.escape(to_hiragana(run)))
        elif kind == "kanji":
            pieces.append(f"[{_KANA}]{{{len(run)},{MAX_KANA_PER_KANJI * len(run)}}}")
        elif kind == "sign":
            pieces.append(f"[{_KANA}]{{1,{MAX_KANA_PER_SIGN * len(run)}}}")
    return re.compile("".join(pieces))


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """The term as runs of one kind, so that the pattern has few quantifiers and cannot explode."""
    kind, run = "", ""
    for char in text:
        found = "kana" if is_kana(char) else "kanji" if is_kanji(char) else "sign" if char.isalnum() or char == "&" else ""
        if found != kind and run:
            yield kind, run
            run = ""
        kind, run = found, run + char
    if run:
        yield kind, run
