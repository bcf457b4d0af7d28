"""Comparing translations with their sources."""

import pytest

from glossary.domain.span import Span
from glossary.errors import TextTooLong
from glossary.text.languages import Reader
from glossary.workflows.check import CheckOptions
from glossary.workflows.compare import Pair, check_translation
from glossary.workflows.parts import PassageCache
from tests.checkings import TODAY, fixture_checking

SOURCE, TARGET = "国は製品を認定する。", "The state accredits products."


def compared(pair: Pair, **options: object) -> list[tuple[str, str | None, str, tuple[Span, ...]]]:
    result = check_translation(fixture_checking(), 3, pair, CheckOptions(**options), today=TODAY)
    assert {finding.pair for finding in result.findings} <= {3}
    return [(finding.rule, finding.side, finding.match, finding.related) for finding in result.findings]


def test_rendering_is_found_in_either_direction() -> None:
    place = (Span(SOURCE.index("認定"), SOURCE.index("。")),)

    assert compared(Pair(source=SOURCE, target=TARGET)) == [("pair.pitfall", "target", "accredits", place)]
    assert compared(Pair(source=TARGET, target=SOURCE)) == [("pair.pitfall", "source", "accredits", place)]


def test_right_rendering_is_silent() -> None:
    assert compared(Pair(source=SOURCE, target="The state certifies products.")) == []


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("利用者の認証に失敗した。", "The certification of the user failed.", ["certification"]),
        ("利用者の認証に失敗した。", "The authentication of the user failed.", []),
        ("製品の認証を取得した。", "The product was authenticated; authentication.", ["authentication"]),
        ("認証に失敗した。", "The certification failed.", []),
        ("利用者の認証。", "Nothing of the kind.", []),
    ],
)
def test_settled_sense_must_be_rendered_as_such(source: str, target: str, found: list[str]) -> None:
    assert [match for rule, _, match, _ in compared(Pair(source=source, target=target)) if rule == "pair.sense"] == found


def test_languages_that_are_given_are_not_guessed() -> None:
    assert compared(Pair(source=SOURCE, target=TARGET, source_lang="en", target_lang="ja")) == []


def test_what_is_masked_on_each_side_is_told_and_not_judged() -> None:
    pair = Pair(source=SOURCE, target="See https://accredits.example/ for products, `accredits`.")

    result = check_translation(fixture_checking(), 0, pair, CheckOptions(format="markdown"), today=TODAY)

    assert result.findings == ()
    assert [piece.kind.value for piece in result.masked["target"]] == ["url", "code"]


def test_quotations_are_translated_and_judged_too() -> None:
    quoted = Pair(
        source=f"大臣は「{SOURCE}そうすべきだ。」と述べた。", target=f"“{TARGET} So it should do in every case”, the minister said."
    )

    for cache in (None, PassageCache()):
        result = check_translation(fixture_checking(), 0, quoted, CheckOptions(), today=TODAY, cache=cache)
        assert [finding.match for finding in result.findings] == ["accredits"]
        assert list(result.masked.values()) == [(), ()]


def test_markdown_of_several_blocks_is_one_segment() -> None:
    pair = Pair(source="# 国\n\n- 製品を\n- **認定**する。", target=TARGET)

    ((_, _, _, related),) = compared(pair, format="markdown")

    assert [pair.source[slice(*span)] for span in related] == ["認定**する"]


def test_reader_at_home_hears_nothing() -> None:
    assert compared(Pair(source=SOURCE, target=TARGET), reader=Reader.NONE) == []


def test_cache_gives_the_same() -> None:
    cache = PassageCache()
    pair = Pair(source=SOURCE, target=TARGET)

    results = [check_translation(fixture_checking(), 0, pair, CheckOptions(), today=TODAY, cache=found) for found in (None, cache, cache)]

    assert results[0] == results[1] == results[2]


def test_too_long_a_side_is_refused() -> None:
    with pytest.raises(TextTooLong):
        compared(Pair(source="a" * 1_000_001, target="b"))
