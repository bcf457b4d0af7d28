"""A compiled checking as bytes, so that a cold command checks without compiling.

The bytes are sealed tables; they are read back only by the program version and dictionary that made them. Bytes that are broken,
foreign or older are refused, never trusted. What a short draft does not ask for is never decoded.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

import msgspec

from glossary.domain.concept import Concept
from glossary.domain.pitfall import Pitfall
from glossary.matching.automaton import library, load_automaton
from glossary.matching.checking import Checking, Gathered, Tables, settle
from glossary.matching.kept import Kept, encoded
from glossary.matching.packed import Parts, Rows, Texts, numbers, packed
from glossary.matching.pairs import CompiledPair, PairIndex
from glossary.matching.phrase_table import Element, PhraseSet, PhraseTable
from glossary.matching.recogniser import Owner, Patterns, Recogniser
from glossary.matching.sealed import BrokenSeal, sealed, unsealed
from glossary.matching.snapshot import compiler_tag
from glossary.matching.triggers import CompiledTrigger, Sought, TriggerTables
from glossary.text.vocabulary import Vocabulary
from glossary.text.wordlists import WordLists

MAGIC: Final = b"KAKECHEC"
FORMAT: Final = 4
"""Raised when the stored shape or the meaning of a table changes."""


class UnusableChecking(ValueError):
    """The bytes are not a compiled checking of this program; it must be compiled again."""


class _Stored(msgspec.Struct, array_like=True):
    """What is kept: everything that is needed at once, and the rest encoded piece by piece or packed."""

    made_with: str
    texts: tuple[bytes, str]
    owners: tuple[bytes, bytes]
    anchors: tuple[bytes, bytes]
    table: Parts
    marks: bytes
    phrase_count: int
    elements: Parts
    phrases: tuple[bytes, bytes, bytes]
    triggers: Parts
    sought: tuple[bytes, bytes]
    pairs: Parts
    pair_index: msgspec.Raw
    gathered: msgspec.Raw
    forms: dict[str, str]
    vocabulary: msgspec.Raw
    automaton: bytes


def _made_with() -> str:
    """What the tables depend on besides the termbase: the automaton's library, and what a snapshot depends on."""
    return f"{library()} {compiler_tag()}"


def _numbers_of(found: object) -> object:
    """What is kept of a set of phrases."""
    if isinstance(found, PhraseSet):
        return list(found.numbers)
    raise NotImplementedError(type(found))


def dump_checking(checking: Checking) -> bytes:
    """The bytes to keep of a checking of one layer."""
    tables, patterns = checking.tables, checking.tables.patterns
    (sought,) = tables.triggers.sought
    encode = msgspec.msgpack.Encoder(order="deterministic").encode
    texts, owners, anchors = Texts.of(patterns.forms), Rows.of(patterns.owners), Rows.of(patterns.anchors)
    stored = _Stored(
        made_with=_made_with(),
        texts=(packed(texts.starts), texts.text),
        owners=(packed(owners.starts), packed(owners.items)),
        anchors=(packed(anchors.starts), packed(anchors.items)),
        table=encoded(patterns.table),
        marks=patterns.marks,
        phrase_count=patterns.phrase_count,
        elements=encoded(sought.table.elements),
        phrases=(bytes(sought.table.told), packed(sought.table.codes), packed(sought.table.starts)),
        triggers=encoded(tables.triggers.triggers, _numbers_of),
        sought=(packed(sought.triggers), packed(sought.phrases)),
        pairs=encoded(tables.pairs, _numbers_of),
        pair_index=msgspec.Raw(encode(tables.pair_index())),
        gathered=msgspec.Raw(encode(tables.gathered())),
        forms=tables.forms,
        # Not sorted as the rest: of words for one thing the first one listed is written.
        vocabulary=msgspec.Raw(msgspec.msgpack.encode(checking.vocabulary)),
        automaton=checking.recogniser.automaton.to_bytes(),
    )
    return sealed(MAGIC, FORMAT, encode(stored))


def load_checking(data: bytes, concepts: Mapping[str, Concept], pitfalls: Mapping[str, Pitfall], lists: WordLists) -> Checking:
    """The checking from kept bytes. Raises UnusableChecking where they are not ours, not whole, or made with another library."""
    try:
        stored = msgspec.msgpack.decode(unsealed(MAGIC, FORMAT, data), type=_Stored)
        vocabulary = msgspec.msgpack.decode(stored.vocabulary, type=Vocabulary)
    except BrokenSeal as error:
        raise UnusableChecking(error.reason) from None
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise UnusableChecking("the kept tables are of another version") from error
    if stored.made_with != _made_with():
        raise UnusableChecking("the kept tables were made with another library, dictionary or word list")
    tables = _tables(stored)
    recogniser = Recogniser(tables.patterns, vocabulary, load_automaton(stored.automaton))
    settle()
    return Checking(tables, concepts, pitfalls, vocabulary, lists, recogniser)


def _tables(stored: _Stored) -> Tables:
    """The tables, of which only what is asked for will be decoded."""
    told, codes, starts = stored.phrases
    table = PhraseTable(Kept(stored.elements, msgspec.msgpack.Decoder(Element)), told, numbers(codes), numbers(starts))

    def phrases(_type: type, found: Sequence[int]) -> PhraseSet:
        return PhraseSet(table, found)

    triggers, sought = map(numbers, stored.sought)
    return Tables(
        patterns=Patterns(
            forms=Texts(numbers(stored.texts[0]), stored.texts[1]),
            owners=Rows(*map(numbers, stored.owners)),
            anchors=Rows(*map(numbers, stored.anchors)),
            table=Kept(stored.table, msgspec.msgpack.Decoder(Owner)),
            marks=stored.marks,
            phrase_count=stored.phrase_count,
        ),
        triggers=TriggerTables(
            triggers=Kept(stored.triggers, msgspec.msgpack.Decoder(CompiledTrigger, dec_hook=phrases)),
            sought=(Sought(table, triggers, sought),),
        ),
        pairs=Kept(stored.pairs, msgspec.msgpack.Decoder(CompiledPair, dec_hook=phrases)),
        pair_index=cache(lambda: msgspec.msgpack.decode(stored.pair_index, type=PairIndex)),
        gathered=cache(lambda: msgspec.msgpack.decode(stored.gathered, type=Gathered)),
        forms=stored.forms,
    )
