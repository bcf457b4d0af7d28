"""Files kept between runs: whole, made once, and never in the way."""

import contextlib
import logging
import multiprocessing
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from glossary.workflows.cache import KEPT_FILES, FileCache
from tests.store.conftest import shared_folder, without_rights

__all__ = ["shared_folder", "without_rights"]


def test_what_was_written_is_read(tmp_path: Path) -> None:
    cache = FileCache(tmp_path / "new" / "folder")
    cache.write("a key", b"content")
    assert cache.read("a key") == b"content"
    assert cache.read("another key") is None


def test_a_second_file_takes_the_place_of_the_first(tmp_path: Path) -> None:
    cache = FileCache(tmp_path)
    cache.write("key", b"old")
    cache.write("key", b"new")
    assert cache.read("key") == b"new"
    assert len(list(tmp_path.iterdir())) == 1


def test_old_files_are_cleaned_up_and_used_ones_stay(tmp_path: Path) -> None:
    cache = FileCache(tmp_path)
    for number in range(KEPT_FILES):
        cache.write(str(number), b"x")
        for path in tmp_path.glob("*.snapshot"):
            os.utime(path, (path.stat().st_atime - 100, path.stat().st_mtime - 100))
    cache.read("0")
    for number in ("new", "newer"):
        cache.write(number, b"x")
    assert [key for key in ("0", "1", "2", "3", "new", "newer") if cache.read(key)] == ["0", "3", "new", "newer"]


def test_what_a_dead_process_left_is_cleaned_up(tmp_path: Path) -> None:
    for name, age in (("left.new", 7_200), ("working.new", 10), ("left.lock", 7_200), ("notes.txt", 7_200)):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    FileCache(tmp_path).write("key", b"x")
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".snapshot") == ["notes.txt", "working.new"]


def test_a_folder_that_cannot_be_written_is_told_once_and_is_no_error(
    shared_folder: Path, without_rights: Callable[[], contextlib.AbstractContextManager[None]], caplog: pytest.LogCaptureFixture
) -> None:
    shared_folder.chmod(0o555)
    cache = FileCache(shared_folder / "cache")
    with without_rights(), caplog.at_level(logging.WARNING), cache.lock("key"):
        cache.write("key", b"x")
        assert cache.read("key") is None
    assert [record.getMessage() for record in caplog.records] == [
        f"the compiled termbase was not kept in {shared_folder / 'cache'}: Permission denied"
    ]


def test_a_file_in_the_place_of_the_folder_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    cache = FileCache(tmp_path / "cache")
    with cache.lock("key"):
        cache.write("key", b"x")
    assert cache.read("key") is None


def _make(folder: str, results: "multiprocessing.Queue[str]") -> None:
    cache = FileCache(Path(folder))
    with cache.lock("key"):
        if cache.read("key") is None:
            time.sleep(0.2)
            cache.write("key", b"x")
            results.put("made")
        else:
            results.put("found")


def test_one_process_makes_the_file_and_the_others_find_it(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    results: multiprocessing.Queue[str] = context.Queue()
    processes = [context.Process(target=_make, args=(str(tmp_path), results)) for _ in range(3)]
    for process in processes:
        process.start()
    outcomes = sorted(results.get(timeout=60) for _ in processes)
    for process in processes:
        process.join()
    assert outcomes == ["found", "found", "made"]


def test_a_process_that_dies_lets_go_of_the_lock(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    holding = context.Event()
    process = context.Process(target=_hold, args=(str(tmp_path), holding))
    process.start()
    assert holding.wait(60)
    process.kill()
    process.join()
    started = time.monotonic()
    with FileCache(tmp_path).lock("key"):
        assert time.monotonic() - started < 5


def _hold(folder: str, holding: "multiprocessing.synchronize.Event") -> None:
    with FileCache(Path(folder)).lock("key"):
        holding.set()
        time.sleep(600)
