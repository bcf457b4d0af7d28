"""The checking of a snapshot: kept between runs, never trusted when broken; profiles and extra terms."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from glossary import workflows
from glossary.config import Settings, read_settings
from glossary.context import Services
from glossary.domain.profile import DEFAULT_PROFILE
from glossary.errors import FileTooLarge, GlossaryError, InvalidRecord, UnknownValue, UnreadableFile
from glossary.i18n import render_error
from glossary.matching.checking import Checking
from glossary.matching.compile import Snapshot
from glossary.text.languages import JAPANESE
from glossary.workflows.checking import (
    MAX_EXTRA_BYTES,
    Checkings,
    ExtendedCheckings,
    build_checking,
    known_profiles,
    profile_named,
    with_extra_terms,
)
from glossary.workflows.load import load, prepare
from glossary.workflows.snapshot import Snapshots
from tests.checkings import check, checking_with, fixture_checking, write_terms
from tests.conftest import settings_in

TEXT = "海外拠点では認証を必須とする。サーバ。"


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    home = tmp_path_factory.mktemp("drafts")
    return settings_in(home, write_terms(home / "terms"))


@pytest.fixture(scope="module")
def snapshot(drafts: Settings) -> Snapshot:
    return Snapshots(drafts).current()


def kept(settings: Settings) -> set[Path]:
    return set(settings.cache_folder.glob("*.snapshot"))


def test_broken_file_is_compiled_anew_and_never_trusted(drafts: Settings, snapshot: Snapshot) -> None:
    before = kept(drafts)
    first = build_checking(drafts, snapshot)
    (path,) = kept(drafts) - before
    whole = path.read_bytes()

    for broken in (whole[:-1], whole.replace(b"CHECKING-", b"CHECKING=")):
        path.write_bytes(broken)
        again = build_checking(drafts, snapshot)
        assert check(TEXT, again) == check(TEXT, first)
        assert path.read_bytes() == whole


def test_what_was_compiled_for_a_load_serves_the_same_terms_only(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings = settings_in(tmp_path, write_terms(tmp_path / "terms"))
    compiled = prepare(settings)
    assert compiled is not None
    loaded = Snapshots(settings).current()
    caplog.set_level("INFO", "glossary.workflows.checking")

    checkings = Checkings(settings)
    checkings.offer(compiled)
    served = checkings.of(loaded)
    assert caplog.records == []
    assert served.concepts is loaded.concepts
    assert check(TEXT, served) == check(TEXT, build_checking(settings, loaded))  # from the file that was kept

    other = replace(loaded, key="other", concepts={key: loaded.concepts[key] for key in list(loaded.concepts)[1:]})
    checkings.offer(compiled)
    assert checkings.of(other).concepts == other.concepts
    assert [record.getMessage().partition(" in ")[0] for record in caplog.records] == ["compiled the checking of other"]
    assert prepare(settings) is None  # nothing to be loaded


def test_other_word_lists_are_another_file(drafts: Settings, snapshot: Snapshot) -> None:
    build_checking(drafts, snapshot)
    before = kept(drafts)
    lexicon = drafts.terms_folder / "lexicon" / "affixes.toml"
    shipped = lexicon.read_text("utf-8")

    lexicon.write_text(shipped.replace('"側"', '"傍"'), "utf-8")
    build_checking(drafts, snapshot)
    lexicon.write_text(shipped, "utf-8")

    assert len(kept(drafts) - before) == 1


def test_checking_is_shared_until_the_snapshot_changes(drafts: Settings, snapshot: Snapshot) -> None:
    checkings = Checkings(drafts)

    assert checkings.of(snapshot) is checkings.of(snapshot)


@pytest.mark.parametrize("has_checked", [True, False])
def test_checking_of_new_terms_is_there_before_they_serve(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, has_checked: bool
) -> None:
    monkeypatch.setattr(workflows.snapshot, "LOOK_SECONDS", 0.02)
    settings = settings_in(tmp_path, write_terms(tmp_path / "terms"))
    prepare(settings)
    services = Services(settings)
    old = services.snapshots.current()
    if has_checked:
        services.checkings.of(old)
    with (settings.terms_folder / "concepts" / "security" / "server.toml").open("a", encoding="utf-8") as file:
        file.write('[[ja.term]]\ntext = "給仕機"\nstatus = "deprecated"\n')
    load(settings, actor="tester")
    caplog.set_level("INFO", "glossary.workflows.checking")

    deadline = time.monotonic() + 60
    while services.snapshots.current() is old:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    compiled = len(caplog.records)
    new = services.snapshots.current()
    assert [finding.match for finding in check("給仕機を使う。", services.checkings.of(new)).findings] == ["給仕機"]
    assert services.checkings.of(new) is services.checkings.of(new)
    services.snapshots.close()

    assert (compiled, len(caplog.records)) == ((1, 1) if has_checked else (0, 1))
    if has_checked:
        assert services.checkings.of(old).concepts is old.concepts  # a request that began before
        assert services.checkings.of(new).concepts is new.concepts
        assert len(caplog.records) == 1


def test_terms_that_cannot_be_compiled_for_drafts_are_looked_up_all_the_same(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings = settings_in(tmp_path, write_terms(tmp_path / "terms"))
    snapshot = Snapshots(settings).current()
    checkings = Checkings(settings)
    checkings.of(snapshot)
    (settings.terms_folder / "lexicon" / "mentions.toml").write_text('[ja]\nafter = "とは"\n', "utf-8")
    newer = replace(snapshot, key="newer")

    checkings.prepare(newer)

    assert [record.levelname for record in caplog.records] == ["ERROR"]
    with pytest.raises(GlossaryError):
        checkings.of(newer)


RECORD = {"lang": "ja", "term": "施設", "avoid": ["拠点"]}


def extended_rules(checking: Checking) -> list[str]:
    return [finding.rule for finding in check(TEXT, checking).findings]


def test_extended_checkings_are_kept_few_and_by_their_terms() -> None:
    extended = ExtendedCheckings(capacity=2)
    base = fixture_checking()

    first = extended.of(base, [RECORD])
    assert extended.of(base, [dict(reversed(RECORD.items()))]) is first
    assert extended.of(first, [RECORD]) is not first
    assert extended_rules(first)[0] == "term.deprecated"
    for number in range(2):
        extended.of(base, [RECORD | {"term": f"施設{number}"}])
    assert extended.of(base, [RECORD]) is not first


def test_extra_terms_that_are_none_are_refused_before_anything_is_kept() -> None:
    with pytest.raises(InvalidRecord):
        ExtendedCheckings().of(fixture_checking(), [{"term": "x"}])


def test_profiles_are_found_by_name(drafts: Settings, tmp_path: Path) -> None:
    assert set(known_profiles(drafts)) == {"default", "isms", "ja-government", "technical-ja", "uk-government"}
    assert profile_named(drafts, "ja-government").reader == "en-GB"
    bare = read_settings({"GLOSSARY_TERMS_FOLDER": str(tmp_path)})
    assert profile_named(bare, "default") is DEFAULT_PROFILE
    with pytest.raises(UnknownValue):
        profile_named(drafts, "house")


def test_file_of_extra_terms_is_read_by_its_kind(tmp_path: Path) -> None:
    table = tmp_path / "terms.tsv"
    table.write_text("\ufeffEN\tJA\nsecure zone\t認証区域\n", "utf-8")

    found = with_extra_terms(fixture_checking(), table)

    assert [use.concept for use in check("認証区域に入る。", found).terms] == ["extra-1"]


def test_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    table = tmp_path / "terms.tsv"
    table.write_bytes("en\tja\nzone\t区域\n".encode("shift_jis"))

    with pytest.raises(UnreadableFile) as caught:
        with_extra_terms(fixture_checking(), table)

    assert caught.value.params["path"] == str(table)
    assert render_error(JAPANESE, caught.value) == f"{table}はUTF-8として読み取れません。2行目：11バイト目がUTF-8ではありません"


def test_file_of_extra_terms_is_never_cut(tmp_path: Path) -> None:
    (tmp_path / "terms.tsv").write_bytes(b"en\tja\n" + b"#" * MAX_EXTRA_BYTES)

    with pytest.raises(FileTooLarge):
        with_extra_terms(fixture_checking(), tmp_path / "terms.tsv")


def test_layer_of_a_request_is_the_same_however_it_is_made() -> None:
    made = ExtendedCheckings().of(fixture_checking(), [RECORD])

    assert check(TEXT, made).findings == check(TEXT, checking_with(RECORD)).findings
