"""Pair triggers: a meaning fixed on one side, a rendering judged on the other."""

from datetime import date

import pytest

from glossary.domain.validation import read_pitfall
from glossary.matching.checking import Checking
from glossary.text.languages import LANGUAGES
from tests.checkings import fixture_checking, passage, trigger_record

DAYS = (date(2026, 11, 25), date(2026, 11, 25))


def checking_of(**pair: object) -> Checking:
    record = trigger_record(lang="ja", find=["使われない語"]) | {"id": "trial", "pair": [pair]}
    record.pop("trigger")
    record["bad"] = [{"ja": "⟦x⟧", "en": "⟦y⟧"}]
    record["good"] = [{"ja": "x", "en": "y"}]
    pitfall = read_pitfall(record, LANGUAGES)
    return fixture_checking().extended({}, {pitfall.id: pitfall})


def judged(checking: Checking, fixed: str, rendered: str, lang: str = "ja") -> list[tuple[str, str | None]]:
    other = "en" if lang == "ja" else "ja"
    own, theirs = passage(fixed, lang), passage(rendered, other)
    sides = [(read, checking.places(read)) for read in (own, theirs)]
    pairs = checking.pairs
    return [
        (fixed[fact.fixed.start : fact.fixed.end], rendered[fact.wrong.start : fact.wrong.end] if fact.wrong else None)
        for fact in pairs.judge(sides[0], sides[1], DAYS)
        if pairs.pairs[fact.pair].trigger.pitfall == "trial"
    ]


@pytest.mark.parametrize(
    ("fixed", "rendered", "found"),
    [
        ("国は承認した。", "The state accredited it.", [("承認した", "accredited")]),
        ("国は承認した。", "The state authorised it.", []),
        ("国は検討した。", "The state accredited it.", []),
        ("国は承認した。", "The state moved.", []),
        # an accepted rendering that holds the avoided one excuses it
        ("国は承認した。", "The state accredited it by law.", []),
        # fewer accepted renderings than words
        ("国は承認した。市は承認した。", "The state authorised it. The city accredited it.", [("承認した", "accredited")]),
        ("国は承認した。", "The state authorised it and accredited it.", []),
    ],
)
def test_rendering_is_judged(fixed: str, rendered: str, found: list[tuple[str, str]]) -> None:
    pair = {"from": "ja", "find": ["承認する"], "avoid": ["accredit"], "accept": ["authorise", "accredit it by law"]}

    assert judged(checking_of(**pair), fixed, rendered) == found


def test_conditions_look_at_the_side_that_fixes_the_meaning() -> None:
    checking = checking_of(**{"from": "ja", "find": ["承認する"], "needs": {"sentence": ["製品"]}, "avoid": ["accredit"]})

    assert judged(checking, "国は製品を承認する。", "It accredits.") == [("承認する", "accredits")]
    assert judged(checking, "国は企業を承認する。", "It accredits products.") == []


def test_required_rendering_is_missed() -> None:
    checking = checking_of(**{"from": "en", "find": ["must not"], "accept": ["てはならない"], "required": True})

    assert judged(checking, "You must not open it.", "開ける。", "en") == [("must not", None)]
    assert judged(checking, "You must not open it.", "開けてはならない。", "en") == []
    assert judged(checking, "You may open it.", "開ける。", "en") == []


@pytest.mark.parametrize(("bound", "fires"), [({"from": "ja"}, True), ({"from": "ja", "until": date(2020, 1, 1)}, False)])
def test_dates_of_a_pair_hold(bound: dict[str, object], fires: bool) -> None:
    record = {"find": ["承認する"], "avoid": ["accredit"]} | bound

    assert bool(judged(checking_of(**record), "承認する。", "It accredits.")) is fires
