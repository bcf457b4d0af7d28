"""New words spread over the places of old ones: as little as possible changes, and what is read afterwards is what was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.documents.pieces.spread import Atom, Edit, Hold, atoms_of, break_atom, spread
from glossary.domain.block import Block, BlockKind, Piece, PieceKind
from glossary.domain.message import Message
from glossary.domain.span import Span


def atoms(*parts: str) -> list[Atom]:
    """Words; a part in angle brackets is an object, one in square brackets a break that says what stands in them."""
    made, at = [], 0
    for number, part in enumerate(parts):
        hold = Hold.OBJECT if part.startswith("<") else Hold.BREAK if part.startswith("[") else Hold.WORDS
        text = "" if hold is Hold.OBJECT else part.strip("[]") if hold is Hold.BREAK else part
        made.append(Atom(Span(at, at + len(part)), text, number, len(part), hold))
        at += len(part)
    return made


def applied(parts: list[Atom], edits: list[Edit]) -> list[str]:
    texts = [atom.text for atom in parts]
    for edit in sorted(edits, key=lambda edit: (edit.atom.place, edit.start), reverse=True):
        text = texts[edit.atom.place]
        texts[edit.atom.place] = text[: edit.start] + edit.text + text[edit.end :]
    return texts


@pytest.mark.parametrize(
    ("parts", "span", "new", "found"),
    [
        (["このサー", "バーです"], (2, 6), "サーバ", ["このサー", "バです"]),
        (["サー", "バー"], (0, 4), "サーバ", ["サー", "バ"]),
        (["white", "list"], (0, 9), "allowlist", ["allow", "list"]),
        (["supply", "[ ]", "chain"], (0, 14), "supply-chain", ["supply-", " ", "chain"]),
        (["supply", "[ ]", "chain"], (0, 14), "supply chain", ["supply", " ", "chain"]),
        (["サー", "[]", "バー"], (0, 6), "サーバ", ["サー", "", "バ"]),
        (["abc"], (1, 1), "x", ["axbc"]),
        (["ab", "cd"], (2, 2), "x", ["abx", "cd"]),
        (["ab", "cd"], (0, 4), "", ["", ""]),
        (["ab", "<x/>", "cd"], (0, 1), "", ["b", "", "cd"]),
        (["ab", "cd", "ef"], (1, 5), "Z", ["aZ", "", "f"]),
        (["a", "[ ]", "[ ]"], (0, 7), "a a", ["a a", " ", " "]),
        (["[ ]", "a"], (0, 4), "b a", [" ", "b a"]),
        (["a", "[ ]", "[ ]", "b"], (0, 8), "a c b", ["a c", " ", " ", "b"]),
    ],
)
def test_little_changes(parts: list[str], span: tuple[int, int], new: str, found: list[str]) -> None:
    made = atoms(*parts)

    edits = spread(made, Span(*span), new)

    assert isinstance(edits, list)
    assert applied(made, edits) == found


@pytest.mark.parametrize(
    ("parts", "span", "reason"),
    [
        (["ab", "<x/>", "cd"], (1, 7), "something other than words stands among them"),
        (["ab", "[ ]", "cd"], (2, 5), "something other than words stands among them"),
        (["ab"], (5, 6), "the place lies outside the text"),
    ],
)
def test_what_cannot_be_spread_is_told(parts: list[str], span: tuple[int, int], reason: str) -> None:
    found = spread(atoms(*parts), Span(*span), "new")

    assert isinstance(found, Message)
    assert str(found) == reason


def test_escaped_character_is_one_atom() -> None:
    draft = r"a\"b"
    block = Block(BlockKind.SEGMENT, (Piece(Span(0, 1)), Piece(Span(1, 2), PieceKind.MARKUP), Piece(Span(2, 4))))

    made = atoms_of(draft, block, escape="\\")

    assert [(atom.span, atom.text, atom.cuts) for atom in made] == [((0, 1), "a", True), ((1, 3), '"', False), ((3, 4), "b", True)]


def test_break_says_what_a_reader_reads() -> None:
    assert [break_atom(text, Span(1, 2)).text for text in ("認\n証", "a\nb", "認\nb")] == ["", " ", " "]


PARTS = st.lists(st.one_of(st.text(alphabet="ab証", min_size=1, max_size=4), st.just("[ ]")), min_size=1, max_size=5)


@given(PARTS, st.text(alphabet="ab証 ", max_size=5), st.data())
def test_read_words_are_the_meant_ones(parts: list[str], new: str, data: st.DataObject) -> None:
    made = atoms(*parts)
    one, two = sorted((data.draw(st.integers(0, made[-1].span.end)), data.draw(st.integers(0, made[-1].span.end))))
    edges = {place for atom in made if atom.hold is Hold.BREAK for place in range(atom.span.start + 1, atom.span.end)}
    if {one, two} & edges:
        return

    found = spread(made, Span(one, two), new)

    words = [atom.text[max(one - atom.span.start, 0) : max(two - atom.span.start, 0)] if atom.cuts else "" for atom in made]
    if isinstance(found, Message):
        assert not any(words)
    else:
        before = "".join(atom.text[: max(one - atom.span.start, 0)] for atom in made if atom.cuts)
        after = "".join(atom.text[max(two - atom.span.start, 0) :] for atom in made if atom.cuts)
        read = [text for atom, text in zip(made, applied(made, found), strict=True) if atom.cuts]
        assert "".join("".join(read).split()) == "".join((before + new + after).split())
