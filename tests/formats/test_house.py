"""The house format: one canonical form, and every problem named by file and field."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import InvalidTermbase, UnreadableFile
from glossary.formats import house
from tests.conftest import ROOT
from tests.domain.test_validation import concept, pitfall

DOMAINS = '[vulnerabilities.name]\nen = "Vulnerabilities"\nja = "脆弱性"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A termbase of one concept and one pitfall."""
    (tmp_path / "concepts" / "vulnerabilities").mkdir(parents=True)
    (tmp_path / "pitfalls").mkdir()
    (tmp_path / "domains.toml").write_text(DOMAINS, "utf-8")
    (tmp_path / "concepts" / "vulnerabilities" / "patch.toml").write_text(house.format_record(concept()), "utf-8")
    (tmp_path / "pitfalls" / "table-the-motion.toml").write_text(house.format_record(pitfall()), "utf-8")
    return tmp_path


def problems(folder: Path) -> list[str]:
    with pytest.raises(InvalidTermbase) as caught:
        house.read_termbase(folder)
    return [problem.field for problem in caught.value.problems]


def test_the_shipped_terms_are_canonical() -> None:
    files = house.canonical_files(house.read_termbase(ROOT / "terms"))
    assert [name for name, text in files.items() if (ROOT / "terms" / name).read_bytes() != text.encode("utf-8")] == []


def test_the_order_of_fields_does_not_matter(folder: Path) -> None:
    canonical = house.canonical_files(house.read_termbase(folder))
    turned = dict(reversed(concept().items()))
    (folder / "concepts" / "vulnerabilities" / "patch.toml").write_text(house.format_record(turned), "utf-8")
    assert house.canonical_files(house.read_termbase(folder)) == canonical


def test_canonical_text_reads_back_to_itself(folder: Path) -> None:
    first = house.canonical_files(house.read_termbase(folder))
    for name, text in first.items():
        (folder / name).write_text(text, "utf-8")
    assert house.canonical_files(house.read_termbase(folder)) == first


@given(
    st.dictionaries(
        st.text(min_size=1),
        st.text()
        | st.booleans()
        | st.integers(0, 9)
        | st.dates()
        | st.lists(st.text())
        | st.dictionaries(st.text(), st.text(), max_size=2),
        max_size=5,
    )
)
def test_any_record_is_written_as_toml_that_means_the_same(record: dict[str, object]) -> None:
    record = {key: value for key, value in record.items() if value != {}}
    if any(_lone(text) for text in _texts(record)):
        return
    assert tomllib.loads(house.format_record(record)) == record


def _texts(record: object) -> list[str]:
    if isinstance(record, dict):
        return [text for pair in record.items() for part in pair for text in _texts(part)]
    return [text for part in record for text in _texts(part)] if isinstance(record, list) else [record] if isinstance(record, str) else []


def _lone(text: str) -> bool:
    return any(0xD800 <= ord(char) <= 0xDFFF for char in text)


def test_problems_of_all_files_are_named_by_file_and_field(folder: Path) -> None:
    (folder / "concepts" / "vulnerabilities" / "patch.toml").write_text('id = "patch"\ndomain = "law"\n', "utf-8")
    (folder / "concepts" / "vulnerabilities" / "broken.toml").write_text('id = "broken\n', "utf-8")
    (folder / "pitfalls" / "other-name.toml").write_text(house.format_record(pitfall()), "utf-8")
    (folder / "sources.toml").write_text('[x]\ntitle = "T"\n', "utf-8")
    (folder / "lexicon").mkdir(exist_ok=True)
    (folder / "lexicon" / "eras.toml").write_text("eras = [\n", "utf-8")
    assert problems(folder) == [
        "sources.toml: x.publisher",
        "concepts/vulnerabilities/broken.toml",
        "concepts/vulnerabilities/patch.toml: en",
        "concepts/vulnerabilities/patch.toml: ja",
        "concepts/vulnerabilities/patch.toml: entry_status",
        "pitfalls/other-name.toml: id",
        "pitfalls/table-the-motion.toml: id",
        "lexicon/eras.toml",
    ]


def test_a_folder_without_domains_is_no_termbase(tmp_path: Path) -> None:
    assert problems(tmp_path) == ["domains.toml"]


@pytest.mark.parametrize(("content", "reason"), [(b"\xff\xfe", "UTF-8"), (b"id = ", "TOML")])
def test_an_unreadable_file_says_why(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "x.toml").write_bytes(content)
    with pytest.raises(UnreadableFile) as caught:
        house.read_record(tmp_path / "x.toml")
    assert caught.value.params["format"] == reason


def test_profiles_stand_beside_the_entries_with_their_sources(folder: Path) -> None:
    (folder / "profiles").mkdir()
    (folder / "profiles" / "house.toml").write_text('sources = ["guide", "act"]\n', "utf-8")
    assert {name: profile.sources for name, profile in house.read_termbase(folder).profiles.items()} == {"house": ("guide", "act")}


def test_problems_of_a_profile_are_named_by_file_and_field(folder: Path) -> None:
    (folder / "profiles").mkdir()
    (folder / "profiles" / "broken.toml").write_text("sources = [\n", "utf-8")
    (folder / "profiles" / "house.toml").write_text('sources = "guide"\n[style]\nwidth = "wide"\n', "utf-8")
    assert problems(folder) == ["profiles/broken.toml", "profiles/house.toml: style.width", "profiles/house.toml: sources"]


def test_the_file_of_all_sources_may_be_larger_than_one_entry(folder: Path) -> None:
    source = '[s{number}]\ntitle = "{title}"\npublisher = "P"\n\n'
    text = "".join(source.format(number=number, title="T" * 1_000) for number in range(250))
    assert len(text) > house.MAX_FILE_BYTES
    (folder / "sources.toml").write_text(text, "utf-8")
    assert len(house.read_termbase(folder).sources) == 250


def test_a_giant_file_is_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"#" * (house.MAX_FILE_BYTES + 1))
    with pytest.raises(UnreadableFile, match="larger"):
        house.read_record(tmp_path / "x.toml")
