"""What a draft is checked with: kept bytes that are never trusted, and one more layer for one request."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from glossary.matching.checking import NOTHING, Checking
from glossary.matching.kept_checking import FORMAT, MAGIC, UnusableChecking, dump_checking, load_checking
from glossary.matching.sealed import sealed, unsealed
from glossary.text.wordlists import shipped_word_lists
from tests.checkings import check, checking_with, fixture_checking, passage

TEXT = "海外拠点では認証を必須とする。サーバと情報漏洩。\n\nThey will table the blacklists (拒否リスト).\n\n基幹インフラ（critical infrastructure）"


def load(data: bytes) -> Checking:
    checking = fixture_checking()
    return load_checking(data, checking.concepts, checking.pitfalls, shipped_word_lists())


def test_kept_bytes_give_the_same_findings() -> None:
    data = dump_checking(fixture_checking())

    loaded = load(data)

    assert check(TEXT, loaded) == check(TEXT)
    assert orders(loaded.vocabulary) == orders(fixture_checking().vocabulary)


def orders(found: object) -> list[list[object]]:
    """The keys of all mappings in a record, in their order: of words for one thing the first one listed is written."""
    if isinstance(found, Mapping):
        return [list(found), *(order for value in found.values() for order in orders(value))]
    return [order for name in getattr(found, "__dataclass_fields__", ()) for order in orders(getattr(found, name))]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"KAKEHASI" + data[len(MAGIC) :],
        lambda data: sealed(MAGIC, FORMAT - 1, bytes(unsealed(MAGIC, FORMAT, data))),
        lambda data: data[:-1],
        lambda data: data + b"\0",
        lambda data: data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :],
        lambda data: sealed(MAGIC, FORMAT, b""),
        lambda data: sealed(MAGIC, FORMAT, b"\xc1"),
        lambda data: sealed(MAGIC, FORMAT, b"\x93\xa1x\xc0\xc0"),
        lambda data: sealed(
            MAGIC,
            FORMAT,
            bytes(unsealed(MAGIC, FORMAT, data)).replace(b"daachorse", b"otherthin"),
        ),
    ],
    ids=["empty", "other kind", "other version", "cut", "longer", "one bit", "no body", "no msgpack", "other shape", "other library"],
)
def test_broken_or_foreign_bytes_are_refused(damage: object) -> None:
    with pytest.raises(UnusableChecking):
        load(damage(dump_checking(fixture_checking())))


def test_passage_without_a_hit_costs_nothing() -> None:
    assert fixture_checking().read(passage("何もない。")) is NOTHING


def test_layer_for_a_request_leaves_the_shared_checking_alone() -> None:
    before = check(TEXT)

    extended = checking_with({"lang": "ja", "term": "施設", "avoid": ["拠点"]}, {"lang": "en", "hedge": ["they will"]})

    added = [finding for finding in check(TEXT, extended).findings if finding not in before.findings]
    assert [(finding.rule, finding.match) for finding in added] == [("term.deprecated", "拠点"), ("pitfall.register", "They will")]
    assert check(TEXT) == before


def test_concept_of_a_layer_takes_the_place_of_the_one_with_its_id() -> None:
    concepts = fixture_checking().concepts
    (owned,) = fixture_checking().owners(fixture_checking().read(passage("証明所と証明書。")).terms[0].pattern, "ja")
    old = concepts[owned[0].concept]
    ja = replace(old.sections["ja"], terms=(replace(old.sections["ja"].terms[0], text="電子証票", reading="でんししょうひょう"),))
    new = replace(old, sections={**old.sections, "ja": ja})

    extended = fixture_checking().extended({new.id: new}, {})

    hits = {text: [hit.pattern for hit in extended.read(passage(text)).terms] for text in ("証明書を見る。", "電子証票を見る。")}
    assert (hits["証明書を見る。"], [extended.owners(one, "ja")[0][1].text for one in hits["電子証票を見る。"]]) == ([], ["電子証票"])


def test_layers_can_be_stacked_and_each_has_a_serial() -> None:
    one = checking_with({"lang": "ja", "term": "施設", "avoid": ["拠点"]})
    two = one.extended({}, {})

    assert len({fixture_checking().serial, one.serial, two.serial}) == 3
    assert check(TEXT, two).findings == check(TEXT, one).findings


def test_text_that_the_termbase_does_not_know_stays_silent() -> None:
    assert check("ユーザビリティ、サーバーレス、パスワード、グリーン、平等、等しい、利用者側。").findings == ()
