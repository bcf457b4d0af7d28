"""The measures themselves, on the fixture termbase."""

from pathlib import Path

import pytest

from glossary.text.languages import ENGLISH, JAPANESE
from tests.eval import coverage
from tests.eval.lookup import development, hepburn, kunrei, macrons, own, queries_for
from tests.eval.measures import Share
from tests.matching.snapshots import concept, fixture_snapshot, layer


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"), [(8, 10, 0.490, 0.943), (10, 10, 0.722, 1.0), (0, 10, 0.0, 0.278), (0, 0, 0.0, 1.0)]
)
def test_wilson_interval(hits: int, total: int, low: float, high: float) -> None:
    assert Share(hits, total).wilson() == (pytest.approx(low, abs=1e-3), pytest.approx(high, abs=1e-3))


def test_development_queries_count_where_a_term_is_held(tmp_path: Path) -> None:
    path = tmp_path / "queries.tsv"
    rows = [
        "query\tkind\ten\tja\taccept",
        "きょうい\tkana\tthreat\t脅威\tthreat ; menace",
        "zeijakusei\tromaji\tvulnerability\t脆弱性\tvulnerability",
        "リスク\tvariant\trecovery\tリスク\trecovery",
        "かぎ\tkana\tkey\t鍵\tkey",
    ]
    path.write_text("\n".join(rows), "utf-8")
    found, failures = development(fixture_snapshot(), path)
    assert {kind: (str(first)[:14], str(five)[:14]) for kind, (first, five) in found.items()} == {
        "kana": (" 1.000 (   1 o", " 1.000 (   1 o"),
        "romaji": (" 1.000 (   1 o", " 1.000 (   1 o"),
        "variant": (" 0.000 (   0 o", " 0.000 (   0 o"),
    }
    assert [failure.split(" ")[0] for failure in failures] == ["リスク"]


def test_rendering_is_accepted_as_the_terms_say() -> None:
    assert coverage.rendering_status("authentication", "認証") == "preferred"
    assert coverage.rendering_status("authentication", "認可") == coverage.NOT_ACCEPTED
    assert coverage.rendering_status("a word that no glossary has", "認証") == coverage.NOT_HELD


def test_policy_table_is_read_by_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "policy.md"
    row = "| {} | {} | x | {} | y | よみ | inst-JP | note | S | seen |\n"
    path.write_text(
        row.format(1, "National Cybersecurity Office (Japan)", "国家サイバー統括室") + row.format(2, "no such body", "ない機関"), "utf-8"
    )

    measured = coverage.policy(path)

    assert (measured.share.hits, measured.share.total, list(measured.missing)) == (1, 2, ["no such body / ない機関"])


def test_every_own_query_of_the_fixture_is_answered_first() -> None:
    from glossary.matching.compile import compile_snapshot

    snapshot = compile_snapshot(
        [layer(concept("one", "cyber attack", "サイバー攻撃", "サイバーこうげき"), concept("two", "patch", "修正", "しゅうせい"))]
    )
    rows, failures = own(snapshot)
    assert (failures, {kind: first.value for kind, (first, _) in rows.items()}) == ([], dict.fromkeys(rows, 1.0))


def test_queries_made_from_a_term() -> None:
    assert dict(queries_for("サイバー攻撃", "サイバーこうげき", JAPANESE)) == {
        "exact": "サイバー攻撃",
        "case": "サイバー攻撃",
        "full width": "サイバー攻撃",
        "half width": "ｻｲﾊﾞｰ攻撃",
        "hiragana": "さいばーこうげき",
        "katakana": "サイバーコウゲキ",
        "half-width kana": "ｻｲﾊﾞｰｺｳｹﾞｷ",
        "input method": "saiba-kougeki",
        "hepburn": "saibakogeki",
        "macrons": "saibākōgeki",
        "kunrei": "saiba-kougeki",
    }
    assert [kind for kind, _ in queries_for("patch", None, ENGLISH)] == ["exact", "case", "full width"]


def test_spellings_of_romaji() -> None:
    letters = "shinbunnojouhou"
    assert (hepburn(letters), macrons(letters), kunrei(letters)) == ("shimbunnojoho", "shinbunnojōhō", "sinbunnozyouhou")
