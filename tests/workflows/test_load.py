"""Loading terms: everything or nothing, and a start that has nothing to do is quick."""

import json
import logging
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from pathlib import Path

import pytest

from glossary.config import Settings
from glossary.errors import InvalidTermbase, UnreadableDatabase, UnsupportedDatabase
from glossary.store.concepts import read_document, read_layers
from glossary.store.difference import Changes, Difference
from glossary.store.revision import LayerRevision, read_state
from glossary.store.sqlite import ReadConnections, database_file
from glossary.workflows.load import AT_START, folder_fingerprint, load, load_records, prepare
from tests.store.conftest import shared_folder, without_rights
from tests.store.entries import record, write_folder

__all__ = ["shared_folder", "without_rights"]


def path_of(settings: Settings) -> Path:
    return database_file(settings.database_url)


def layer(settings: Settings, name: str = "shipped") -> LayerRevision:
    state = read_state(path_of(settings))
    assert state is not None
    return next(layer for layer in state.layers if layer.name == name)


def entry(settings: Settings, concept_id: str) -> Path:
    return settings.terms_folder / "concepts" / "threats" / f"{concept_id}.toml"


def test_a_load_creates_the_database_and_tells_what_it_did(settings: Settings) -> None:
    loaded = load(settings, actor="tester")
    assert loaded.revision == 1
    assert loaded.difference == Difference(
        concepts=Changes(added=("phishing", "ransomware")),
        pitfalls=Changes(added=("table-the-motion",)),
        domains=Changes(added=("operations", "threats")),
        sources=Changes(added=("glossary", "handbook")),
    )
    (stored,) = read_layers(path_of(settings))
    assert list(stored.termbase.concepts) == ["phishing", "ransomware"]


def test_a_dry_run_creates_no_database(settings: Settings) -> None:
    loaded = load(settings, actor="tester", dry_run=True)
    assert (loaded.revision, loaded.difference.concepts) == (0, Changes(added=("phishing", "ransomware")))
    assert not path_of(settings).parent.exists()


def test_a_dry_run_tells_what_a_load_would_do(settings: Settings) -> None:
    load(settings, actor="tester")
    write_folder(settings.terms_folder, [record("phishing", entry_status="draft"), record("spoofing")])
    entry(settings, "ransomware").unlink()
    expected = Difference(concepts=Changes(added=("spoofing",), changed=("phishing",), retired=("ransomware",)))
    dry = load(settings, actor="tester", dry_run=True)
    assert (dry.difference, dry.revision) == (expected, 1)
    loaded = load(settings, actor="tester")
    assert (loaded.difference, loaded.revision) == (expected, 2)


def test_a_broken_file_is_named_with_its_field_and_the_old_terms_stay(settings: Settings) -> None:
    load(settings, actor="tester")
    write_folder(settings.terms_folder, [record("spoofing")])
    text = entry(settings, "phishing").read_text("utf-8")
    entry(settings, "phishing").write_text(text.replace('status = "preferred"', 'status = "best"'), "utf-8")
    before = layer(settings)
    with pytest.raises(InvalidTermbase) as caught:
        load(settings, actor="tester")
    fields = [problem.field for problem in caught.value.problems]
    assert fields == ["concepts/threats/phishing.toml: en.term[0].status", "concepts/threats/phishing.toml: ja.term[0].status"]
    assert layer(settings) == before


def test_an_unknown_domain_is_named_with_its_file(settings: Settings) -> None:
    write_folder(settings.terms_folder, [record("law", domain="law")])
    with pytest.raises(InvalidTermbase) as caught:
        load(settings, actor="tester")
    assert [str(problem) for problem in caught.value.problems] == ["concepts/law/law.toml: domain: there is no domain law"]
    assert not path_of(settings).exists()


def test_another_kind_of_database_is_refused_before_anything_is_read(settings: Settings) -> None:
    with pytest.raises(UnsupportedDatabase):
        load(replace(settings, database_url="mysql://host/terms", terms_folder=Path("none")), actor="tester")


def test_the_progress_runs_to_its_end(settings: Settings) -> None:
    calls: list[tuple[int, int]] = []
    load(settings, actor="tester", progress=lambda done, total: calls.append((done, total)))
    assert calls == [(1, 6), (2, 6), (3, 6), (6, 6)]


def test_a_folder_that_is_named_stays_until_a_load_without_a_name(settings: Settings, tmp_path: Path) -> None:
    load(settings, actor="tester")
    other = write_folder(tmp_path / "other", [record("phishing"), record("hoax")])
    load(settings, other, actor="tester")
    prepare(settings)
    chosen = layer(settings)
    assert (chosen.number, chosen.pinned) == (2, True)
    load(settings, actor="tester")
    assert (layer(settings).number, layer(settings).pinned) == (3, False)
    (stored,) = read_layers(path_of(settings))
    assert {key: concept.entry_status.value for key, concept in stored.termbase.concepts.items()} == {
        "hoax": "retired",
        "phishing": "approved",
        "ransomware": "approved",
    }


def test_naming_the_usual_folder_is_no_choice(settings: Settings) -> None:
    load(settings, settings.terms_folder, actor="tester")
    assert not layer(settings).pinned


def test_records_are_put_into_a_layer_of_their_own(settings: Settings) -> None:
    load(settings, actor="tester")
    lines = [json.dumps(record(key)) for key in ("phishing", "hoax")]
    loaded = load_records(settings, "collection", "terms.jsonl", map(json.loads, lines), actor="tester", reason="an exchange")
    assert (loaded.revision, loaded.difference) == (1, Difference(concepts=Changes(added=("hoax", "phishing"))))
    again = load_records(settings, "collection", "terms.jsonl", [record("hoax")], actor="tester", reason="an exchange")
    assert (again.revision, again.difference) == (1, Difference())
    assert layer(settings).number == 1


def test_broken_records_change_nothing(settings: Settings) -> None:
    load(settings, actor="tester")
    with pytest.raises(InvalidTermbase) as caught:
        load_records(settings, "collection", "terms.jsonl", [record("hoax"), record("Hoax")], actor="tester", reason="an exchange")
    assert [problem.field for problem in caught.value.problems] == ["2: id"]
    assert [stored.revision.name for stored in read_layers(path_of(settings))] == ["shipped"]


def test_a_first_start_creates_and_loads(settings: Settings) -> None:
    prepare(settings)
    assert layer(settings).number == 1
    with closing(sqlite3.connect(path_of(settings))) as connection:
        assert connection.execute("SELECT actor FROM revision").fetchall() == [(AT_START,)]


def test_a_second_start_changes_nothing_and_does_not_load_the_orm(settings: Settings) -> None:
    prepare(settings)
    before = path_of(settings).read_bytes()
    code = (
        "import sys\nfrom glossary.config import read_settings\nfrom glossary.workflows.load import prepare\nprepare(read_settings())\n"
        "print(sorted({'sqlalchemy', 'sqlmodel', 'alembic'} & set(sys.modules)))"
    )
    environment = os.environ | {"GLOSSARY_DATABASE_URL": settings.database_url, "GLOSSARY_TERMS_FOLDER": str(settings.terms_folder)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    assert path_of(settings).read_bytes() == before
    assert os.listdir(path_of(settings).parent) == [path_of(settings).name]


def test_a_start_loads_terms_that_are_new(settings: Settings) -> None:
    prepare(settings)
    write_folder(settings.terms_folder, [record("spoofing")])
    prepare(settings)
    connections = ReadConnections(path_of(settings))
    assert read_document(connections, "spoofing") is not None
    connections.close()
    assert layer(settings).number == 2


def test_a_start_with_a_broken_file_goes_on_with_the_old_terms(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    prepare(settings)
    entry(settings, "phishing").write_text("id = ", "utf-8")
    with caplog.at_level(logging.WARNING):
        prepare(settings)
    assert layer(settings).number == 1
    (line,) = [found.getMessage() for found in caplog.records]
    assert "revision 1 stays in service" in line
    assert "concepts/threats/phishing.toml" in line


def test_a_first_start_with_a_broken_file_fails(settings: Settings) -> None:
    entry(settings, "phishing").write_text("id = ", "utf-8")
    with pytest.raises(InvalidTermbase):
        prepare(settings)


def test_a_first_start_without_terms_fails(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(InvalidTermbase):
        prepare(replace(settings, terms_folder=tmp_path / "none"))


def test_a_start_on_a_read_only_disk_serves_what_is_there(
    settings: Settings, shared_folder: Path, without_rights: Callable[[], AbstractContextManager[None]], caplog: pytest.LogCaptureFixture
) -> None:
    prepare(settings)
    base = shared_folder / "terms.sqlite3"
    base.write_bytes(path_of(settings).read_bytes())
    base.chmod(0o444)
    terms = write_folder(shared_folder / "terms", [record("phishing"), record("ransomware")], pitfalls=["table-the-motion"])
    shared_folder.chmod(0o555)
    there = replace(settings, database_url=f"sqlite:///{base}", terms_folder=terms)
    with without_rights():
        prepare(there)
    assert caplog.records == []
    entry(there, "phishing").unlink()
    with without_rights(), caplog.at_level(logging.WARNING):
        prepare(there)
    assert layer(there).number == 1
    (line,) = [found.getMessage() for found in caplog.records]
    assert "the file or its folder cannot be written" in line


def test_a_first_start_on_a_read_only_disk_says_so(
    settings: Settings, shared_folder: Path, without_rights: Callable[[], AbstractContextManager[None]]
) -> None:
    shared_folder.chmod(0o555)
    with without_rights(), pytest.raises(UnreadableDatabase) as caught:
        prepare(replace(settings, database_url=f"sqlite:///{shared_folder / 'new' / 'terms.sqlite3'}"))
    assert caught.value.params["reason"] == "its folder cannot be created by this user"


def test_an_index_of_another_program_is_built_again_at_the_start(settings: Settings) -> None:
    prepare(settings)
    with closing(sqlite3.connect(path_of(settings))) as connection, connection:
        connection.execute("UPDATE text_state SET version = 'old'")
    prepare(settings)
    with closing(sqlite3.connect(path_of(settings))) as connection:
        assert connection.execute("SELECT version FROM text_state").fetchone() != ("old",)
    assert layer(settings).number == 1


def test_a_fingerprint_is_that_of_names_and_bytes(settings: Settings) -> None:
    folder = settings.terms_folder
    before = folder_fingerprint(folder)
    assert folder_fingerprint(folder) == before
    os.utime(entry(settings, "phishing"), (1, 1))
    assert folder_fingerprint(folder) == before
    entry(settings, "phishing").write_bytes(entry(settings, "phishing").read_bytes() + b"\n")
    changed = folder_fingerprint(folder)
    assert changed != before
    entry(settings, "phishing").rename(entry(settings, "fishing"))
    assert folder_fingerprint(folder) not in (before, changed)
    assert folder_fingerprint(folder / "none") == ""
