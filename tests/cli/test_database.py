"""``glossary db``: what it prints, and how it ends."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from glossary.cli.main import main
from tests.store.entries import record, write_folder

Run = Callable[..., tuple[int, list[str], list[str]]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "terms", [record("phishing"), record("ransomware")], pitfalls=["table-the-motion"])


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return tmp_path / "base" / "terms.sqlite3"


@pytest.fixture
def run(folder: Path, base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command; its exit code and the lines it printed on both outputs."""
    monkeypatch.setenv("GLOSSARY_DATABASE_URL", f"sqlite:///{base}")
    monkeypatch.setenv("GLOSSARY_TERMS_FOLDER", str(folder))
    monkeypatch.setenv("LOGNAME", "tester")

    def command(*arguments: object) -> tuple[int, list[str], list[str]]:
        with pytest.raises(SystemExit) as ended:
            main(["db", *map(str, arguments)])
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out.splitlines(), printed.err.splitlines()

    return command


def test_upgrade_creates_and_then_finds_nothing_to_do(run: Run, base: Path) -> None:
    assert run("upgrade") == (0, [f"{base} was created. Load the terms with: glossary db load"], [])
    assert run("upgrade") == (0, [f"{base} is up to date (schema 0002)."], [])


def test_load_prints_the_difference(run: Run, folder: Path) -> None:
    assert run("load") == (
        0,
        [
            "concepts: 2 added, 0 changed, 0 retired",
            "  + phishing",
            "  + ransomware",
            "pitfalls: 1 added, 0 changed, 0 retired",
            "  + table-the-motion",
            "domains: 2 added, 0 changed, 0 retired",
            "  + operations",
            "  + threats",
            "sources: 2 added, 0 changed, 0 retired",
            "  + glossary",
            "  + handbook",
            "Loaded as revision 1.",
        ],
        [],
    )
    (folder / "concepts" / "threats" / "ransomware.toml").unlink()
    write_folder(folder, [record("phishing", entry_status="draft"), record("spoofing")])
    difference = ["concepts: 1 added, 1 changed, 1 retired", "  + spoofing", "  ~ phishing", "  - ransomware"]
    assert run("load", "--dry-run") == (0, [*difference, "Nothing was changed: this was a dry run. Revision 1 stays."], [])
    assert run("load") == (0, [*difference, "Loaded as revision 2."], [])
    assert run("load") == (0, ["Nothing to change: revision 2 stays."], [])


def test_long_lists_are_cut(run: Run, folder: Path) -> None:
    write_folder(folder, [record(f"c{number:02}") for number in range(30)])
    _code, out, _err = run("load", "--dry-run")
    assert out[0] == "concepts: 32 added, 0 changed, 0 retired"
    assert out[20:22] == ["  + c19", "  + and 12 more"]


def test_a_folder_may_be_named(run: Run, tmp_path: Path) -> None:
    other = write_folder(tmp_path / "other", [record("hoax")])
    assert run("load", other)[1][:2] == ["concepts: 1 added, 0 changed, 0 retired", "  + hoax"]


def test_a_broken_entry_is_named_and_nothing_changes(run: Run, folder: Path, base: Path) -> None:
    run("load")
    before = base.read_bytes()
    write_folder(folder, [record("phishing", reviewed="in spring"), record("spoofing")])
    problem = "concepts/threats/phishing.toml: reviewed: this must be a date such as 2026-11-22"
    assert run("load") == (2, [], [f"The termbase {folder} was not loaded:", f"  {problem}"])
    assert base.read_bytes() == before


def test_info_says_that_there_is_none_yet(run: Run, base: Path) -> None:
    assert run("info") == (1, [f"There is no database at {base} yet. Create it with: glossary db load"], [])


def test_info_describes_the_database(run: Run, base: Path) -> None:
    run("load")
    with closing(sqlite3.connect(base)) as connection:
        moment, checksum = connection.execute("SELECT loaded_at, checksum FROM layer").fetchone()
        actor = connection.execute("SELECT actor FROM revision").fetchone()[0]
    terms = base.parent.parent / "terms"
    assert run("info") == (
        0,
        [
            f"Database: {base}",
            f"Size: {base.stat().st_size:,} bytes",
            "Schema: 0002",
            f"Layer shipped: revision 1 of {moment}, checksum {checksum[:12]}",
            "Holds: 2 concepts (and 0 retired), 6 terms, 1 pitfalls, 2 domains, 2 sources",
            f"{moment}: shipped revision 1 by {actor}, loaded from {terms}: 7 added, 0 changed, 0 retired",
        ],
        [],
    )


def test_info_tells_that_the_folder_has_moved_on(run: Run, folder: Path) -> None:
    run("load")
    write_folder(folder, [record("spoofing")])
    code, _out, err = run("info")
    assert (code, err) == (0, [f"The terms in {folder} are not those in service. Load them with: glossary db load"])


def test_info_does_not_mind_a_folder_chosen_by_hand(run: Run, tmp_path: Path) -> None:
    run("load", write_folder(tmp_path / "other", [record("hoax")]))
    code, out, err = run("info")
    assert (code, err) == (0, [])
    assert out[3].endswith(" (a folder chosen by hand)")


def test_info_tells_problems(run: Run, base: Path) -> None:
    run("load")
    with closing(sqlite3.connect(base)) as connection, connection:
        connection.execute("UPDATE text_state SET version = 'old'")
    code, _out, err = run("info")
    assert (code, err) == (1, ["Problem: The text index is missing or old. Run: glossary db upgrade"])


@pytest.mark.parametrize("command", ["info", "upgrade", "load"])
def test_a_file_that_is_no_database_ends_in_one_clear_sentence(run: Run, base: Path, command: str) -> None:
    base.parent.mkdir()
    base.write_text("notes\n" * 1_000)
    code, out, err = run(command)
    assert (code, out) == (2, [])
    advice = "Check that the folder exists and can be written, or set GLOSSARY_DATABASE_URL."
    assert err == [f"The database {base} cannot be used: the file is not a database. {advice}"]


def test_another_kind_of_database_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLOSSARY_DATABASE_URL", "postgresql://me:secret@host/terms")
    assert run("info") == (
        2,
        [],
        ["postgresql://host/terms is not a database that this version can use. Use an address that starts with sqlite:///."],
    )
