"""The compiled checking of a snapshot: kept between runs in the same folder as the snapshot, and shared by all threads."""

import hashlib
import json
import logging
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path

from glossary import __version__
from glossary.config import Settings
from glossary.domain.profile import DEFAULT_PROFILE, Profile
from glossary.domain.validation import read_concept
from glossary.errors import FileTooLarge, GlossaryError, InaccessibleFile, UnknownValue, UnreadableFile
from glossary.files.limits import MEGABYTE
from glossary.files.refusals import reason_of
from glossary.files.toml import not_utf8
from glossary.formats.extra import read_extra_terms, read_tab_separated
from glossary.formats.house import LEXICON_FOLDER, read_lexicon_tables, read_profiles, read_record
from glossary.matching.checking import Checking, compile_checking
from glossary.matching.compile import Snapshot
from glossary.matching.kept_checking import dump_checking, load_checking
from glossary.text.languages import LANGUAGES
from glossary.text.vocabulary import read_vocabulary
from glossary.workflows.building import code_stamp
from glossary.workflows.cache import FileCache

_log = logging.getLogger(__name__)

MAX_HELD = 2
"""Checkings of snapshots that are held."""

MAX_EXTENDED = 4
"""Checkings with extra terms that are kept."""


class Checkings:
    """Hands out the checking of the snapshot in service; compiles one where none is kept.

    Two are held: a request that began before new terms came into service still asks for the old ones.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._held: dict[str, Checking] = {}
        self._compiled: Checking | None = None

    def offer(self, compiled: Checking | None) -> None:
        """Hand over what was compiled of a termbase: it serves the first snapshot that is asked for, if that holds the same terms."""
        self._compiled = compiled

    def of(self, snapshot: Snapshot) -> Checking:
        """The checking of that snapshot."""
        found = self._held.get(snapshot.key)
        if found is not None:
            return found
        with self._lock:
            found = self._held.get(snapshot.key)
            if found is None:
                found = build_checking(self._settings, snapshot, self._compiled)
                self._compiled = None
                self._hold(snapshot.key, found)
            return found

    def prepare(self, snapshot: Snapshot) -> None:
        """Compile for a snapshot that is about to come into service, while the one in service answers, so that nobody waits.

        Does nothing where none was asked for so far. Look-up does not wait for what cannot be compiled: the next check will tell it.
        """
        if not self._held:
            return
        try:
            found = build_checking(self._settings, snapshot)
        except GlossaryError as error:
            _log.error("the checking of %s is not compiled: %s", snapshot.key, error)
            return
        with self._lock:
            self._hold(snapshot.key, found)

    def _hold(self, key: str, checking: Checking) -> None:
        """Hold this and the one before it. Others read while this writes: the table is replaced, not changed."""
        self._held = dict([*self._held.items(), (key, checking)][-MAX_HELD:])


class ExtendedCheckings:
    """Checkings with terms that came with a request, kept for the next requests with the same terms. Few, and safe for threads."""

    def __init__(self, capacity: int = MAX_EXTENDED) -> None:
        self._capacity = capacity
        self._key = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._kept: OrderedDict[bytes, Checking] = OrderedDict()

    def of(self, checking: Checking, records: Sequence[Mapping[str, object]]) -> Checking:
        """The checking with those terms as one more layer. Raises InvalidRecord."""
        termbase = read_extra_terms(records)
        content = json.dumps([checking.serial, records], sort_keys=True)
        key = hashlib.blake2b(content.encode(), key=self._key, digest_size=16).digest()
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        found = checking.extended(termbase.concepts, termbase.pitfalls)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)
        return found


def build_checking(settings: Settings, snapshot: Snapshot, compiled: Checking | None = None) -> Checking:
    """The checking of a snapshot from its file, else compiled and kept. ``compiled`` is taken where it was made of the same."""

    def make() -> Checking:
        started = time.perf_counter()
        vocabulary = read_vocabulary(read_lexicon_tables(settings.terms_folder))
        same = compiled.serving(snapshot.concepts, snapshot.pitfalls, vocabulary, snapshot.lists) if compiled is not None else None
        if same is not None:
            return same
        checking = compile_checking(snapshot.concepts, snapshot.pitfalls, vocabulary, snapshot.lists)
        _log.info("compiled the checking of %s in %.1f s", snapshot.key, time.perf_counter() - started)
        return checking

    return FileCache(settings.cache_folder).obtain(
        f"checking {snapshot.key} {__version__} {code_stamp()} {_lexicon_stamp(settings.terms_folder)}",
        load=lambda content: load_checking(content, snapshot.concepts, snapshot.pitfalls, snapshot.lists),
        make=make,
        dump=dump_checking,
    )


def _lexicon_stamp(folder: Path) -> str:
    """What stands for the word lists: phrases are compiled with them."""
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted((folder / LEXICON_FOLDER).glob("*.toml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def known_profiles(settings: Settings) -> Mapping[str, Profile]:
    """The profiles by name; the default one is there even where no file is."""
    return {DEFAULT_PROFILE.name: DEFAULT_PROFILE, **read_profiles(settings.terms_folder)}


def profile_named(settings: Settings, name: str) -> Profile:
    """A profile by its name. Raises UnknownValue naming the profiles that there are."""
    profiles = known_profiles(settings)
    if name not in profiles:
        raise UnknownValue(value=name, parameter="profile", allowed=", ".join(profiles))
    return profiles[name]


def with_extra_terms(checking: Checking, path: Path) -> Checking:
    """A checking with the terms of a file, for one run: a house entry in TOML, or tab-separated lines.

    Raises UnreadableFile, FileTooLarge, InvalidRecord.
    """
    if path.suffix.lower() == ".toml":
        concept = read_concept(read_record(path), LANGUAGES)
        return checking.extended({concept.id: concept}, {})
    try:
        with path.open("rb") as file:
            content = file.read(MAX_EXTRA_BYTES + 1)
    except OSError as error:
        raise InaccessibleFile(path=str(path), reason=reason_of(error)) from None
    if len(content) > MAX_EXTRA_BYTES:
        raise FileTooLarge(name=str(path), size=len(content) // MEGABYTE + 1, limit=MAX_EXTRA_BYTES // MEGABYTE)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(path=str(path), format="UTF-8", line=line, reason=not_utf8(error)) from None
    termbase = read_tab_separated(text, str(path))
    return checking.extended(termbase.concepts, termbase.pitfalls)


MAX_EXTRA_BYTES = 1 * MEGABYTE
"""Bytes of a file of extra terms; a larger one is refused."""
