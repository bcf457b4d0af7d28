"""A baseline: the findings that stood in files when it was written, as JSON that is made to be kept under version control.

It names each finding by its fingerprint, its rule and its words, and holds nothing else of a draft. Lists are sorted, one finding
a line, so that the difference of two baselines reads well.
"""

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from glossary.domain.finding import DraftFinding
from glossary.domain.record import MAX_TEXT_LENGTH
from glossary.domain.suppression import FINGERPRINT, Suppression, SuppressionSource
from glossary.errors import N_, InvalidBaseline, Problem

VERSION = 1
"""Of the format."""

MAX_BASELINE_BYTES = 50_000_000
"""Bytes of a baseline."""

_FIELDS = ("fingerprint", "rule", "words")


class Entry(NamedTuple):
    """One finding, so that entries sort as they are read: by rule, then words."""

    rule: str
    words: str
    fingerprint: str


def entries_of(findings: Iterable[DraftFinding]) -> list[Entry]:
    """The findings as entries, sorted; of very long words the beginning, as they are told apart by fingerprint."""
    return sorted({Entry(finding.rule, " ".join(finding.match.split())[:MAX_TEXT_LENGTH], finding.fingerprint) for finding in findings})


def write_baseline(files: Mapping[str, Iterable[Entry]]) -> str:
    """The baseline as text: files by their names, those without findings left out."""
    blocks = []
    for name, entries in sorted(files.items()):
        lines = [
            "   " + json.dumps({"rule": entry.rule, "words": entry.words, "fingerprint": entry.fingerprint}, ensure_ascii=False)
            for entry in sorted(entries)
        ]
        if lines:
            blocks.append(f"  {json.dumps(name, ensure_ascii=False)}: [\n" + ",\n".join(lines) + "\n  ]")
    inside = "\n" + ",\n".join(blocks) + "\n " if blocks else ""
    return f'{{\n "version": {VERSION},\n "files": {{{inside}}}\n}}\n'


def read_baseline(content: bytes, name: str) -> Mapping[str, tuple[Entry, ...]]:
    """The entries by file. Raises InvalidBaseline with every problem."""
    problems: list[Problem] = []
    files: dict[str, tuple[Entry, ...]] = {}
    record = _parsed(content, name)
    if not isinstance(record, dict) or record.get("version") != VERSION or not isinstance(record.get("files"), dict):
        raise InvalidBaseline(
            name,
            [Problem("", N_("this is no baseline of this version: version {version} and files are expected."), (("version", VERSION),))],
        )
    for path, listed in record["files"].items():
        entries = listed if isinstance(listed, list) else [listed]
        wrong = [number for number, entry in enumerate(entries) if not _is_entry(entry)]
        problems += [Problem(f"files.{path}[{number}]", N_("this needs the fields rule, words and fingerprint.")) for number in wrong]
        if not wrong:
            files[path] = tuple(Entry(entry["rule"], entry["words"], entry["fingerprint"]) for entry in entries)
    if problems:
        raise InvalidBaseline(name, problems)
    return files


def suppressions_of(entries: Iterable[Entry], reason: str) -> tuple[Suppression, ...]:
    """What the entries of a file say to leave alone."""
    return tuple(
        Suppression(source=SuppressionSource.BASELINE, reason=reason, rule=entry.rule, words=entry.words, fingerprint=entry.fingerprint)
        for entry in entries
    )


def _parsed(content: bytes, name: str) -> object:
    if len(content) > MAX_BASELINE_BYTES:
        raise InvalidBaseline(name, [Problem("", N_("it is larger than {limit} MB."), (("limit", MAX_BASELINE_BYTES // 1_000_000),))])
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise InvalidBaseline(name, [Problem("", N_("it is no JSON."))]) from None


def _is_entry(entry: object) -> bool:
    if not isinstance(entry, dict) or set(entry) != set(_FIELDS):
        return False
    texts = [entry[field] for field in _FIELDS]
    return all(isinstance(text, str) and len(text) <= MAX_TEXT_LENGTH for text in texts) and FINGERPRINT.fullmatch(texts[0]) is not None
