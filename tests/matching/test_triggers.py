"""Conditions of triggers: what must and must not stand around the words, and which sense the sentence settles."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.domain.span import Span
from glossary.domain.validation import read_pitfall, unmark
from glossary.matching.recogniser import TermHit
from glossary.matching.triggers import _Terms
from glossary.text.languages import LANGUAGES
from tests.checkings import fixture_checking, flagged, passage, trigger_record

CASES = [
    # alone: nothing joined but what makes no new word
    ({"find": ["鍵"], "alone": True}, "⟦鍵⟧を渡す。公開鍵を渡す。鍵束を渡す。"),
    ({"find": ["鍵"], "alone": True}, "各⟦鍵⟧と⟦鍵⟧等を渡す。"),
    ({"find": ["鍵"], "alone": True}, "⟦鍵⟧ 束を渡す。"),
    # directly before and after, across spaces, quotation marks and brackets
    ({"find": ["鍵"], "unless": {"before": ["共通の"]}}, "共通の鍵。共通の「鍵」。⟦鍵⟧。"),
    ({"find": ["鍵"], "needs": {"after": ["を渡す"]}}, "⟦鍵⟧を渡す。「⟦鍵⟧」を渡す。鍵は渡す。"),
    ({"find": ["鍵"], "needs": {"before": ["新しい", "古い"]}}, "新しい⟦鍵⟧と古い（⟦鍵⟧）と鍵。"),
    # in the sentence and in the paragraph
    ({"find": ["鍵"], "unless": {"sentence": ["家"]}}, "家の鍵だ。⟦鍵⟧だ。"),
    ({"find": ["鍵"], "unless": {"paragraph": ["家"]}}, "家の話だ。鍵だ。"),
    ({"find": ["鍵"], "needs": {"sentence": ["家"]}}, "家の⟦鍵⟧だ。鍵だ。"),
    ({"find": ["鍵"], "needs": {"sentence": ["家", "部屋"], "paragraph": ["借りる"]}}, "家の⟦鍵⟧だ。借りた。部屋の⟦鍵⟧だ。"),
    # what is needed may contain the words but not lie inside them
    ({"find": ["家の鍵"], "needs": {"sentence": ["家"]}}, "家の鍵だ。家だけ。"),
    ({"find": ["家の鍵"], "needs": {"sentence": ["家"]}}, "家で⟦家の鍵⟧を使う。"),
    ({"find": ["鍵"], "unless": {"sentence": ["家の鍵"]}}, "家の鍵だ。⟦鍵⟧だ。"),
    # closing the sentence
    ({"find": ["検討する"], "at_end": True}, "⟦検討します⟧。検討しますが。「⟦検討する⟧」"),
    ({"find": ["検討する"], "at_end": True}, "⟦検討した⟧（。"),
]


@pytest.mark.parametrize(("trigger", "text"), CASES)
def test_conditions_decide(trigger: dict[str, object], text: str) -> None:
    assert flagged(unmark(text)[0], lang="ja", **trigger) == text


ENGLISH_CASES = [
    ({"find": ["key"], "alone": True}, "a ⟦key⟧, a key-ring, a master-key"),
    ({"find": ["key"], "unless": {"after": ["points", "to"]}}, "key points, key to, “key” points, ⟦key⟧"),
    ({"find": ["key"], "unless": {"before": ["a"]}}, "a key, the ⟦key⟧"),
    # also across a hyphen or a dash that joins words, but not over one that parts clauses
    ({"find": ["key"], "unless": {"before": ["non", "post"]}}, "non-key, non‑key, pre- and post-key, post–key, ⟦key⟧ pre-⟦key⟧"),
    ({"find": ["key"], "unless": {"after": ["ring"]}}, "key-ring, key–ring, “key”-ring, ⟦key⟧ - ring, ⟦key⟧—ring, ⟦key⟧ – ring"),
    ({"find": ["key"], "needs": {"before": ["re"]}}, "re-⟦key⟧, “re”-⟦key⟧, re - key, key"),
    ({"find": ["key"], "needs": {"sentence": ["<number>"]}}, "5 ⟦keys⟧. Two ⟦keys⟧. Keys."),
    ({"find": ["we agree"], "at_end": True}, "So ⟦we agree⟧. We agree that. (⟦We agree⟧.)"),
]


@pytest.mark.parametrize(("trigger", "text"), ENGLISH_CASES)
def test_conditions_decide_in_english(trigger: dict[str, object], text: str) -> None:
    assert flagged(unmark(text)[0], lang="en", **trigger) == text


def facts(text: str, **trigger: object) -> list[tuple[str, tuple[str, ...], bool]]:
    pitfall = read_pitfall(trigger_record(**trigger), LANGUAGES)
    checking = fixture_checking().extended({}, {pitfall.id: pitfall})
    read = passage(text, str(trigger["lang"]))
    own = [fact for fact in checking.read(read).facts if checking.triggers.triggers[fact.trigger].pitfall == pitfall.id]
    return [(text[fact.span.start : fact.span.end], fact.senses, fact.in_compound) for fact in own]


SENSES = [
    {"concept": "authentication", "cues": {"ja": ["利用者", "鍵が壊れる"]}},
    {"concept": "certification", "cues": {"ja": ["製品"]}},
]


@pytest.mark.parametrize(
    ("text", "senses"),
    [
        ("鍵を確かめる。", ()),
        ("利用者の鍵を確かめる。", ("authentication",)),
        ("製品の鍵を確かめる。", ("certification",)),
        ("利用者と製品の鍵を確かめる。", ("authentication", "certification")),
        ("利用者がいる。鍵を確かめる。", ()),
        ("鍵が壊れた。", ("authentication",)),
        ("鍵（authentication）を確かめる。", ("authentication",)),
        ("「鍵」(certification)を確かめる。", ("certification",)),
        ("certification（鍵）を確かめる。", ("certification",)),
        ("鍵（key）を確かめる。", ()),
    ],
)
def test_cues_and_glosses_settle_the_sense(text: str, senses: tuple[str, ...]) -> None:
    ((words, found, _),) = facts(text, lang="ja", find=["鍵"], senses=SENSES)

    assert (words, found) == ("鍵", senses)


def test_noun_that_is_joined_is_told() -> None:
    assert facts("公開鍵と鍵と各鍵と鍵管理。", lang="ja", find=["鍵"]) == [
        ("鍵", (), True),
        ("鍵", (), False),
        ("鍵", (), False),
        ("鍵", (), True),
    ]


def test_hit_inside_a_longer_known_term_is_dropped() -> None:
    assert flagged("認証局と認証", lang="ja", find=["認証"]) == "認証局と⟦認証⟧"
    assert flagged("the supply chain and a chain", lang="en", find=["chain"]) == "the supply chain and a ⟦chain⟧"


@pytest.mark.parametrize(
    ("days", "holds"),
    [
        ((date(2026, 12, 31), date(2026, 12, 31)), False),
        ((date(2027, 1, 1), date(2027, 1, 1)), True),
        ((date(2026, 1, 1), date(2027, 12, 31)), True),
    ],
)
def test_dates_of_a_trigger_hold_when_some_day_does(days: tuple[date, date], holds: bool) -> None:
    checking = fixture_checking()
    number = next(place for place, trigger in enumerate(checking.triggers.triggers) if trigger.pitfall == "measures-act")

    assert checking.triggers.triggers[number].holds_on(days) is holds


SPANS = st.tuples(st.integers(0, 12), st.integers(1, 6)).map(lambda found: Span(found[0], found[0] + found[1]))


@given(st.lists(SPANS), SPANS)
def test_longer_term_is_one_that_holds_the_span_and_more(terms: list[Span], span: Span) -> None:
    longer = any(term.contains(span) and term != span for term in terms)

    assert _Terms([TermHit(*term, 0) for term in terms]).stands_over(span) == longer
