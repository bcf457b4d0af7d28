"""Compiled snapshots as bytes: whole and trusted, or refused with a reason."""

import os
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.domain.lookup import Query
from glossary.matching import snapshot as snapshot_module
from glossary.matching.compile import Snapshot
from glossary.matching.kept import KeptRecords
from glossary.matching.sealed import sealed
from glossary.matching.snapshot import FORMAT, MAGIC, UnusableSnapshot, compiler_tag, dump_snapshot, load_snapshot
from glossary.workflows.lookup import look_up
from tests.conftest import ROOT
from tests.matching.snapshots import fixture_snapshot

DATA = dump_snapshot(fixture_snapshot())


def reason(data: bytes, key: str | None = None) -> str:
    with pytest.raises(UnusableSnapshot) as caught:
        load_snapshot(data, key=key)
    return str(caught.value.params["reason"])


def test_loaded_snapshot_says_the_same(snapshot: Snapshot) -> None:
    loaded = load_snapshot(DATA, key=snapshot.key)
    assert dict(loaded.concepts) == dict(snapshot.concepts)
    assert dict(loaded.pitfalls) == dict(snapshot.pitfalls)
    assert (loaded.key, dict(loaded.domains), dict(loaded.sources)) == (snapshot.key, snapshot.domains, snapshot.sources)
    assert (loaded.pitfalls_of, loaded.succession, loaded.lists) == (snapshot.pitfalls_of, snapshot.succession, snapshot.lists)
    assert list(loaded.concepts) == list(snapshot.concepts)


@pytest.mark.parametrize(
    "text", ["ACD", "noudouteki", "検知されました", "ransomwear", "脅威", "服", "重要 インフラ 報告", "cyber-security"]
)
def test_loaded_snapshot_answers_the_same(snapshot: Snapshot, text: str) -> None:
    loaded = load_snapshot(DATA)
    query = Query(text=text, limit=20)
    assert look_up(loaded, query, today=date(2026, 11, 25)) == look_up(snapshot, query, today=date(2026, 11, 25))


def test_concepts_are_decoded_when_asked_for() -> None:
    loaded = load_snapshot(DATA)
    concepts = loaded.layers[0].concepts
    assert isinstance(concepts, KeptRecords)
    assert "ransomware" in concepts
    assert concepts._decoded == {}
    assert concepts["ransomware"] is concepts["ransomware"]
    assert list(concepts._decoded) == ["ransomware"]


def test_bytes_do_not_change_from_run_to_run(snapshot: Snapshot) -> None:
    assert dump_snapshot(snapshot) == DATA
    # Another run orders its sets in another way.
    program = f"import sys; from {__name__} import DATA; sys.stdout.buffer.write(DATA)"
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, capture_output=True, check=True
        )
        assert run.stdout == DATA


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "it is not a compiled termbase"),
        (b"\x80\x04\x95cos\nsystem", "it is not a compiled termbase"),
        (DATA[:12], "it is cut off"),
        (DATA[:-1], "it is damaged"),
        (DATA + b"x", "it is damaged"),
        (DATA[:-9] + b"\x00" + DATA[-8:], "it is damaged"),
        (MAGIC + (FORMAT - 1).to_bytes(2, "big") + DATA[len(MAGIC) + 2 :], "another version of the program made it"),
    ],
    ids=["empty", "foreign", "short", "last byte gone", "one byte more", "one byte wrong", "older"],
)
def test_unusable_bytes_are_refused_with_a_reason(data: bytes, told: str) -> None:
    assert reason(data) == told


def test_another_key_is_refused(snapshot: Snapshot) -> None:
    assert reason(DATA, key=snapshot.key + "+more") == "it holds other revisions of the terms"


def test_another_compiler_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot_module, "__version__", "0.0.0")
    assert reason(DATA) == "another version of the program, its word lists or its dictionary made it"


def test_whole_bytes_of_another_shape_are_refused() -> None:
    content = b"\x93\x01\x02\x03"
    assert reason(sealed(MAGIC, FORMAT, content)) == "Expected `array` of at least length 6, got 3"


@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
def test_any_changed_byte_is_noticed(place: int, change: int) -> None:
    changed = bytearray(DATA)
    changed[place] ^= change
    with pytest.raises(UnusableSnapshot):
        load_snapshot(bytes(changed))


def test_tag_names_what_the_bytes_depend_on() -> None:
    assert len(compiler_tag().split("/")) == 6
    assert "none" not in compiler_tag()
