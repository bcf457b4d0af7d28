"""Baselines: what is written is read back, and nothing of a draft but the words of findings stands in them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.domain.suppression import Suppression, SuppressionSource
from glossary.errors import InvalidBaseline
from glossary.formats.baseline import Entry, entries_of, read_baseline, suppressions_of, write_baseline
from tests.checkings import check

ENTRIES = st.lists(
    st.builds(Entry, st.sampled_from(["term.variant", "style.width"]), st.text(max_size=8), st.from_regex(r"[0-9a-f]{16}", fullmatch=True)),
    min_size=1,
    max_size=5,
)


@given(st.dictionaries(st.text(min_size=1, max_size=8), ENTRIES, max_size=4))
def test_baseline_is_read_back_as_it_was_written(files: dict[str, list[Entry]]) -> None:
    written = write_baseline(files)

    assert read_baseline(written.encode("utf-8", "surrogatepass"), "b") == {name: tuple(sorted(found)) for name, found in files.items()}


def test_baseline_has_one_line_for_a_finding_and_only_its_words() -> None:
    found = entries_of(check("秘密の計画ではサーバを置く。").findings)

    assert write_baseline({"b.md": found, "a.md": found, "none.md": []}) == (
        '{\n "version": 1,\n "files": {\n'
        f'  "a.md": [\n   {{"rule": "term.variant", "words": "サーバ", "fingerprint": "{found[0].fingerprint}"}}\n  ],\n'
        f'  "b.md": [\n   {{"rule": "term.variant", "words": "サーバ", "fingerprint": "{found[0].fingerprint}"}}\n  ]\n'
        " }\n}\n"
    )


def test_finding_of_any_length_is_read_back_and_left_alone() -> None:
    (found,) = check("ＡＢ" * 3_000 + "を使う。", profile="technical-ja").findings

    entries = entries_of([found])

    assert read_baseline(write_baseline({"a.md": entries}).encode(), "b") == {"a.md": tuple(entries)}
    again = check("ＡＢ" * 3_000 + "を使う。", profile="technical-ja", suppressions=suppressions_of(entries, "it stood there"))
    assert (again.findings, [left.fingerprint for left in again.suppressed]) == ((), [found.fingerprint])


def test_empty_baseline_is_one_too() -> None:
    assert read_baseline(write_baseline({}).encode(), "b") == {}


def test_entries_suppress_by_fingerprint() -> None:
    assert suppressions_of([Entry("term.variant", "サーバ", "f" * 16)], "it stood there") == (
        Suppression(source=SuppressionSource.BASELINE, reason="it stood there", rule="term.variant", words="サーバ", fingerprint="f" * 16),
    )


def test_entries_stay_the_same_under_edits_elsewhere() -> None:
    before = entries_of(check("初めの段落。\n\nそこでサーバを置く。").findings)

    assert entries_of(check("別の段落を足した。\n\nもう一つ。\n\nそこでサーバを置く。\n\n終わり。").findings) == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", ["it is no JSON."]),
        (b"[" * 100_000, ["it is no JSON."]),
        (b"[]", ["this is no baseline of this version: version 1 and files are expected."]),
        (b'{"version": 2, "files": {}}', ["this is no baseline of this version: version 1 and files are expected."]),
        (
            json.dumps({"version": 1, "files": {"a": [{"rule": "x"}, 1], "b": 3}}).encode(),
            ["this needs the fields rule, words and fingerprint."] * 3,
        ),
    ],
)
def test_what_is_no_baseline_is_refused(content: bytes, said: list[str]) -> None:
    with pytest.raises(InvalidBaseline) as refused:
        read_baseline(content, "b.json")

    assert [problem.template.format(**dict(problem.params)) for problem in refused.value.problems] == said
