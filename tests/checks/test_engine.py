"""How findings are put together: levels of the profile, order, repetitions, fingerprints."""

from dataclasses import replace
from itertools import islice, product

import pytest

from glossary.checks.draft.acronym_undefined import MAX_ASKED
from glossary.checks.view import MAX_ANSWERS, DraftView
from glossary.domain.block import Block, BlockKind, Draft, Piece
from glossary.domain.span import Span
from glossary.domain.statuses import Level
from glossary.workflows.check import CheckOptions, check_text, read_part
from tests.checkings import TODAY, check, fixture_checking, profiles


def read(text: str) -> DraftView:
    return read_part(
        fixture_checking(), Draft(text, (Block(BlockKind.PARAGRAPH, (Piece(Span(0, len(text))),)),)), CheckOptions(), TODAY, None
    ).view


TEXT = "サーバと拠点の認証。ブラックリスト。"


def levels(**profile_levels: Level | None) -> list[tuple[str, Level]]:
    profile = replace(profiles()["default"], levels={name.replace("_", "."): level for name, level in profile_levels.items()})
    result = check_text(fixture_checking(), TEXT, CheckOptions(profile=profile), today=TODAY)
    return [(finding.rule, finding.level) for finding in result.findings]


def test_profile_sets_the_level_of_a_rule_or_a_family_or_switches_it_off() -> None:
    assert levels() == [
        ("term.variant", Level.INFORMATION),
        ("pitfall.ambiguous", Level.WARNING),
        ("term.deprecated", Level.WARNING),
    ]
    assert levels(term=Level.ERROR, pitfall=None) == [("term.variant", Level.ERROR), ("term.deprecated", Level.ERROR)]
    assert levels(term=Level.ERROR, term_variant=None)[0] == ("pitfall.ambiguous", Level.WARNING)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("安全保証", ["name.lookalike"]),
        ("脆弱生", ["name.lookalike"]),
        ("ブラックリスト", ["term.deprecated"]),
    ],
)
def test_words_are_told_of_by_the_rule_that_knows_most(text: str, rules: list[str]) -> None:
    assert [finding.rule for finding in check(text, candidates=True).findings] == rules


def test_fingerprint_is_made_of_rule_words_and_neighbours() -> None:
    def prints(text: str) -> list[str]:
        return [finding.fingerprint for finding in check(text).findings]

    assert prints("古いサーバを使う") == prints("😀 古いサーバを使う")
    assert prints("古いサーバを使う") != prints("新しいサーバを使う")
    assert len(set(prints("サーバ、サーバ、サーバ"))) == 3


def invented(count: int) -> list[str]:
    return ["".join(letters) for letters in islice(product("QXZKJ", repeat=5), count)]


def test_draft_of_acronyms_alone_is_searched_for_the_words_of_some() -> None:
    found = check("".join(f"We told {acronym} of it.\n\n" for acronym in invented(MAX_ASKED + 50))).findings

    assert [finding.match for finding in found if finding.rule == "acronym.undefined"] == invented(MAX_ASKED)
    assert fixture_checking().acronyms._owners.keys().isdisjoint(invented(MAX_ASKED))


def _length(part: DraftView, about: int) -> int:
    return len(part.text) + about


def test_part_keeps_no_more_answers_than_it_has_room_for() -> None:
    part = read("That is all.")

    assert [part.answer(_length, number) for number in range(2 * MAX_ANSWERS)] == [12 + number for number in range(2 * MAX_ANSWERS)]
    assert (len(part._answers), part.answer(_length, 0)) == (MAX_ANSWERS, 12)
