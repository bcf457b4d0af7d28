"""``glossary lookup`` as a person and as a program use it."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from glossary.cli.lookup import STDIN
from tests.conftest import ROOT


def run(*arguments: str, stdin: str | bytes = "", lang: str = "en_GB.UTF-8", **settings: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, as the shell would start it."""
    import os

    environment = {**os.environ, "LANG": lang, "PYTHONUTF8": "1", **settings}
    data = stdin.encode() if isinstance(stdin, str) else stdin
    return subprocess.run(
        [sys.executable, "-m", "glossary.cli", *arguments], input=data, capture_output=True, check=False, cwd=ROOT, env=environment
    )


def records(result: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.decode().splitlines()]


def first(record: dict[str, object]) -> str:
    hits = record["hits"]
    assert isinstance(hits, list)
    return str(hits[0]["concept"])


def test_a_hit_is_printed_with_its_reason_and_both_languages() -> None:
    result = run("lookup", "のうどうてき")
    text = result.stdout.decode()
    assert result.returncode == 0
    assert ["能動的サイバー防御" in text, "active cyber defence" in text] == [True, True]


def test_no_database_is_said_on_standard_error_only() -> None:
    result = run("lookup", "--json", "ransomware")
    assert "shipped terms" in result.stderr.decode()
    assert first(records(result)[0]) == "ransomware"


def test_several_queries_answer_in_order_one_record_a_line() -> None:
    result = run("lookup", "--json", "ransomware", "脆弱性", "NISC")
    assert [record["query"] for record in records(result)] == ["ransomware", "脆弱性", "NISC"]


def test_queries_come_from_standard_input() -> None:
    result = run("lookup", "--json", STDIN, stdin="ransomware\n\n脆弱性\n")
    assert [first(record) for record in records(result)] == ["ransomware", "vulnerability"]


def test_nothing_found_is_exit_code_1_with_near_misses() -> None:
    result = run("lookup", "--json", "qqqqzzzzxxxx")
    assert result.returncode == 1
    assert records(result)[0]["hits"] == []


def test_the_name_of_a_day_is_answered() -> None:
    result = run("lookup", "--json", "--as-of", "2024-05-01", "国家サイバー統括室")
    assert first(records(result)[0]) == "nisc"


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        (["lookup"], ""),
        (["lookup", "--domain", "nowhere", "x"], ""),
        (["lookup", "--as-of", "yesterday", "x"], ""),
        (["lookup", "--limit", "0", "x"], ""),
        (["lookup", "x" * 501], ""),
        (["lookup", STDIN], b"\xff\xfe\n"),
        (["nonsense"], ""),
    ],
)
def test_wrong_use_is_exit_code_2_with_a_sentence_and_no_trace(arguments: list[str], stdin: str | bytes) -> None:
    result = run(*arguments, stdin=stdin)
    assert result.returncode == 2
    assert result.stderr.decode().strip() != ""
    assert "Traceback" not in result.stderr.decode()


def test_an_over_long_line_of_standard_input_does_not_stop_the_others() -> None:
    result = run("lookup", "--json", STDIN, stdin="x" * 501 + "\nransomware\n")
    assert result.returncode == 2
    assert [first(record) for record in records(result)] == ["ransomware"]


def test_the_command_speaks_the_language_of_the_locale() -> None:
    assert "用語" in run("--help", lang="ja_JP.UTF-8").stdout.decode()


def test_settings_are_listed_with_their_origin(tmp_path: Path) -> None:
    result = run("config", GLOSSARY_PORT="9000", GLOSSARY_NO_SUCH="1", GLOSSARY_CACHE_FOLDER=str(tmp_path))
    assert "GLOSSARY_PORT=9000  (set in the environment)" in result.stdout.decode()
    assert "GLOSSARY_NO_SUCH" in result.stderr.decode()


def test_a_setting_that_cannot_be_used_is_named() -> None:
    result = run("config", GLOSSARY_PORT="eighty")
    assert result.returncode == 2
    assert "GLOSSARY_PORT" in result.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "sentences"),
    [
        (["nonsense"], ["There is no command nonsense.", "How it is used: glossary --help"]),
        (["lookup"], ["QUERY is missing.", "How it is used: glossary lookup --help"]),
        (
            ["lookup", "--limit", "0", "x"],
            ["--limit: this must be a whole number from 1 to 100", "How it is used: glossary lookup --help"],
        ),
    ],
)
def test_what_is_wrong_is_told_first_and_then_where_help_is(arguments: list[str], sentences: list[str]) -> None:
    assert run(*arguments).stderr.decode().splitlines() == sentences


@pytest.mark.parametrize("command", [[], ["lookup"], ["check"], ["db"], ["terms", "format"]])
def test_help_speaks_one_language(command: list[str]) -> None:
    told = run(*command, "--help", LC_ALL="ja_JP.UTF-8").stdout.decode()

    assert [word for word in ("Usage", "Options", "Commands", "Show this message", "[OPTIONS]", "[default", "<=") if word in told] == []


@pytest.mark.parametrize(("lang", "told"), [("en_GB.UTF-8", "Hits per query. [default: 5, 1–100]"), ("ja_JP.UTF-8", " [既定：5, 1–100]")])
def test_help_tells_the_value_that_an_option_has_by_itself(lang: str, told: str) -> None:
    (line,) = [line for line in run("lookup", "--help", LC_ALL=lang, COLUMNS="100").stdout.decode().splitlines() if "--limit" in line]

    assert line.endswith(told)


ADVICE = "フォルダーがあり書き込めることを確かめるか、GLOSSARY_DATABASE_URLを設定してください。"


@pytest.fixture
def database(tmp_path: Path) -> dict[str, str]:
    """The settings that lead to a small database."""
    settings = {
        "GLOSSARY_DATABASE_URL": f"sqlite:///{tmp_path / 'termbase.sqlite3'}",
        "GLOSSARY_CACHE_FOLDER": str(tmp_path / "cache"),
        "GLOSSARY_TERMS_FOLDER": str(ROOT / "tests" / "fixtures" / "termbase"),
        "LC_ALL": "ja_JP.UTF-8",
    }
    assert run("db", "load", **settings).returncode == 0
    return settings


def test_database_that_cannot_be_read_is_told_once_in_the_users_language(database: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "termbase.sqlite3").write_bytes(b"no database " * 500)

    told = [run(*command, **database) for command in (["lookup", "ransomware"], ["check", "README.md"])]

    path = tmp_path / "termbase.sqlite3"
    assert [result.stderr.decode().splitlines() for result in told] == [
        [f"データベース{path}を使えません：データベースのファイルではありません。{ADVICE}"]
    ] * 2


def test_texts_that_could_not_be_searched_are_told_with_the_answer(database: dict[str, str], tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "termbase.sqlite3")) as connection:
        connection.execute("DROP TABLE text_word")
        connection.commit()

    result = run("lookup", "--json", "software that encrypts", **database)

    path = tmp_path / "termbase.sqlite3"
    assert records(result)[0]["query"] == "software that encrypts"
    assert result.stderr.decode().splitlines() == [f"データベース{path}を使えません：別のプログラムのデータベースです。{ADVICE}"]
