"""A look-up's answer for a terminal."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.domain.lookup import Answer, Hit, Match, MatchKind, Query, Suggestion
from glossary.matching.compile import Snapshot
from glossary.reports.columns import pad, side_by_side, wrap
from glossary.reports.hits import answer_text
from glossary.text.width import columns
from tests.conftest import ROOT
from tests.reports.test_hits import snapshot

__all__ = ["snapshot"]

TERMS: Path = ROOT / "tests" / "fixtures" / "interface"


def ransomware(snapshot: Snapshot) -> Answer:
    concept = snapshot.concepts["ransomware"]
    match = Match(kind=MatchKind.TYPO, lang="en", term=concept.sections["en"].terms[1], form="ransom virus", distance=1)
    return Answer(
        query=Query(text="ransom vires"), hits=(Hit(concept=concept, score=0.9, match=match, warnings=("threat-or-menace",)),), total=1
    )


def test_languages_stand_side_by_side_and_aligned(snapshot: Snapshot) -> None:
    assert answer_text(ransomware(snapshot), snapshot, lang="en", width=80).splitlines() == [
        "ransom vires: 1 hit",
        "",
        " 1 ransomware                              ランサムウェア",
        "                                           身代金要求型ウイルス",
        "   malware that makes data unusable        データを使用できなくし、復旧と引き換",
        "   until money is paid                     えに金銭を要求する不正プログラム",
        "   Close spelling: ransom virus · Deprecated · Threats and attacks · ransomware",
        "   Why not ransom virus: It need not be a virus.",
        "   Write instead: ransomware",
        "   Warning: Write incident for harm that has been done. (threat-or-menace)",
    ]


def test_narrow_terminals_get_one_language_under_the_other(snapshot: Snapshot) -> None:
    lines = answer_text(ransomware(snapshot), snapshot, lang="en", width=40).splitlines()

    assert lines[2:6] == [" 1 ransomware", "   ランサムウェア", "   身代金要求型ウイルス", "   malware that makes data unusable"]


def test_reading_successor_dates_and_entry_status_are_shown(snapshot: Snapshot) -> None:
    concept = snapshot.concepts["security-centre"]
    term = concept.sections["ja"].terms[0]
    match = Match(kind=MatchKind.READING, lang="ja", term=term, form="そくおうセンター")
    answer = Answer(query=Query(text="そくおう"), hits=(Hit(concept=concept, score=1, match=match, via="security-office"),), total=3)

    assert answer_text(answer, snapshot, lang="en", width=100).splitlines() == [
        "そくおう: 3 hits",
        "",
        " 1 Centre for Readiness                              即応センター (そくおうセンター)",
        "   CFR",
        "   body that coordinated the policy of the           2025年まで政府の政策を調整した組織",
        "   government until 2025",
        "   Reading: そくおうセンター · 即応センター · Preferred · Institutions (Japan) · entry: Retired ·",
        "   security-centre",
        "   In use: 2015-01-09 to 2025-06-30",
        "   Successor: Readiness Office / 統括室 (security-office)",
        "   Found as: Readiness Office / 統括室 (security-office)",
    ]


def test_name_of_the_day_stands_first(snapshot: Snapshot) -> None:
    concept = snapshot.concepts["statistics-institute"]
    match = Match(kind=MatchKind.EXACT, lang="ja", term=concept.sections["ja"].terms[0], form="事案統計研究所")
    answer = Answer(query=Query(text="x", as_of=date(2019, 5, 1)), hits=(Hit(concept=concept, score=1, match=match),), total=1)

    assert answer_text(answer, snapshot, lang="en", width=90).splitlines()[2].split() == [
        "1", "Bureau", "of", "Incidents", "事案局", "(じあんきょく)",
    ]  # fmt: skip


def test_nothing_found_names_the_nearest(snapshot: Snapshot) -> None:
    answer = Answer(query=Query(text="thret"), hits=(), suggestions=(Suggestion("threat", "threat"), Suggestion("脅威", "threat")))

    assert answer_text(answer, snapshot, lang="en").splitlines() == [
        "thret: nothing found.",
        "Nearest terms:",
        "   threat (threat)",
        "   脅威 (threat)",
    ]


def test_colour_changes_nothing_but_escape_sequences(snapshot: Snapshot) -> None:
    answer = ransomware(snapshot)
    coloured = answer_text(answer, snapshot, lang="en", width=80, colour=True)

    assert "\x1b[33m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == answer_text(answer, snapshot, lang="en", width=80)


def test_query_cannot_write_to_the_terminal(snapshot: Snapshot) -> None:
    text = answer_text(Answer(query=Query(text="\x1b]0;x\x07"), hits=()), snapshot, lang="en")

    assert text == "\N{REPLACEMENT CHARACTER}]0;x\N{REPLACEMENT CHARACTER}: nothing found."


@pytest.mark.parametrize("width", [24, 40, 57, 80, 300])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_no_line_is_wider_than_the_terminal(snapshot: Snapshot, width: int, lang: str) -> None:
    lines = answer_text(ransomware(snapshot), snapshot, lang=lang, width=width).splitlines()

    assert max(columns(line) for line in lines[1:]) <= width


def test_wrapping_keeps_closing_marks_off_the_beginning_of_a_line() -> None:
    assert wrap("「脅威」、そして「サーバー」。", 8) == ["「脅", "威」、そ", "して", "「サー", "バー」。"]


def test_wrapping_breaks_english_at_spaces_and_cuts_only_what_fits_no_line() -> None:
    assert wrap("a quick test", 7) == ["a quick", "test"]
    assert wrap("abcdefghij k", 4) == ["abcd", "efgh", "ij k"]
    assert wrap("  ", 4) == []


@given(st.text(st.sampled_from("ab 脅威「」、。ーっサ "), max_size=60), st.integers(4, 20))
def test_wrapped_lines_hold_the_text_and_fit(text: str, width: int) -> None:
    lines = wrap(text, width)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(columns(line) <= width for line in lines)


def test_columns_are_padded_by_cells() -> None:
    assert side_by_side([pad("脅威", 6), "ab"], ["x"], 6, "|") == ["脅威  |x", "ab    |"]
