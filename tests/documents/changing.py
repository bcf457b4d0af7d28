"""What every format is asked: where words stand, and what a change leaves as it was."""

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import assume
from hypothesis import strategies as st

from glossary.documents.document import Document
from glossary.domain.block import PieceKind
from glossary.domain.change import Comment, Replacement
from glossary.domain.span import Span
from glossary.text.masking import MASK
from glossary.text.passage import compose


def passages(document: Document) -> list[str]:
    """What is read, block by block."""
    return [compose(document.draft.text, block)[0] for block in document.draft.blocks]


def kinds(document: Document) -> list[tuple[str, str]]:
    """Kind and words of each block."""
    return [(block.kind.value, compose(document.draft.text, block)[0]) for block in document.draft.blocks]


def span(document: Document, words: str, number: int = 0) -> Span:
    """Where words stand in the draft."""
    at = -1
    for _ in range(number + 1):
        at = document.draft.text.index(words, at + 1)
    return Span(at, at + len(words))


def words_between(document: Document, words: str) -> Span:
    """Where words stand that are parted by markup: the span in the draft of a match in a passage."""
    for block in document.draft.blocks:
        text, origin, _ = compose(document.draft.text, block)
        if words in text:
            at = text.index(words)
            return origin.locate(Span(at, at + len(words)))
    raise AssertionError(words)


def texts(document: Document) -> list[Span]:
    """Where words stand that can be commented on or replaced."""
    return [piece.span for block in document.draft.blocks for piece in block.pieces if piece.kind is PieceKind.TEXT]


def reasons(written: object) -> list[str]:
    """Why changes were left out."""
    return [str(left.reason) for left in written.unplaced]  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Match:
    """Words that were found somewhere in a passage, other words for them, and what is read afterwards."""

    words: str
    replacement: Replacement
    comment: Comment
    expected: list[str]


def drawn_match(document: Document, data: st.DataObject, within: Sequence[Span] | None = None, alphabet: str = '新"\\') -> Match:
    """A random match in a random passage, as a rule would find it: inside one passage, over no variable."""
    blocks = [block for block in document.draft.blocks if within is None or any(area.contains(block.pieces[0].span) for area in within)]
    assume(blocks)
    block = data.draw(st.sampled_from(blocks))
    text, origin, _ = compose(document.draft.text, block)
    one, two = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    words = text[one:two]
    assume(words.strip() == words and words and MASK not in words)
    new = data.draw(st.text(alphabet=alphabet, max_size=4))
    place = origin.locate(Span(one, two))
    expected = [
        text[:one] + new + text[two:] if here is block else found
        for here, found in zip(document.draft.blocks, passages(document), strict=True)
    ]
    return Match(words, Replacement(place, new), Comment(place, "note <1>"), expected)


def squeezed(read: list[str]) -> list[str]:
    """Passages without spaces (a break says nothing between Japanese characters, elsewhere a space); none without words."""
    return [found for text in read if (found := "".join(text.split())).strip(MASK)]
