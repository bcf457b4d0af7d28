"""Where in the matched form the query stands, as exact spans of the form as written."""

from collections.abc import Iterable, Iterator, Sequence

from glossary.domain.lookup import MatchKind
from glossary.domain.span import Span
from glossary.matching.finds import Grade
from glossary.matching.letters import places_aligned
from glossary.matching.pieces import places_at_word
from glossary.matching.question import Question
from glossary.matching.texts import places
from glossary.text import kana
from glossary.text.normalise import Mapped, fold_mapped
from glossary.text.scripts import has_japanese

_PIECES = (MatchKind.PREFIX, MatchKind.SUBSTRING)


def spans_in_form(form: str, kind: MatchKind, grade: int, question: Question) -> tuple[Span, ...]:
    """The matched places of a term or reading: the whole form, or the piece or the words of it that the query names."""
    if kind not in _PIECES or grade == Grade.INSIDE_QUERY:
        return (Span(0, len(form)),)
    if grade in (Grade.WORDS, Grade.CONTENT_WORDS):
        words = question.words if grade == Grade.WORDS else question.content
        return _words(form, words, question)
    found = next(_pieces(form, grade, question), None)
    return (found,) if found is not None else (Span(0, len(form)),)


def _pieces(form: str, grade: int, question: Question) -> Iterator[Span]:
    """The piece by the key that found it; the grade says which."""
    if grade in (Grade.SAME_LENGTH, Grade.OTHER_LENGTH):
        letters = kana.sound_length.mapped(fold_mapped(form))
        if grade == Grade.OTHER_LENGTH:
            letters = kana.shorten.mapped(letters)
        piece = question.started or question.length or ""
        piece = kana.shorten(piece) if grade == Grade.OTHER_LENGTH else piece
        yield from (letters.span(at, at + len(piece)) for at in places_aligned(letters.text, piece))
        if piece and letters.text.startswith(piece):
            yield letters.span(0, len(piece))
        return
    if grade != Grade.RESPELT:
        yield from _places(fold_mapped(form), question.folded)
    yield from _places(question.speller.mapped(form), question.spelling)


def _places(mapped: Mapped, piece: str) -> Iterator[Span]:
    """Places at the start of a word first."""
    if not piece:
        return
    at_word = [] if has_japanese(piece) else list(places_at_word(mapped.text, piece))
    for at in at_word:
        yield mapped.span(at, at + len(piece))
    at = mapped.text.find(piece)
    if at >= 0:
        yield mapped.span(at, at + len(piece))


def _words(form: str, words: Iterable[str], question: Question) -> tuple[Span, ...]:
    """Each word where it stands first; an inflected word as far as its letters go."""
    folded, spelt = fold_mapped(form), question.speller.mapped(form)
    spans = []
    for word in words:
        found = next(_places(folded, word), None) or next(_places(spelt, question.speller.key(word)), None)
        found = found or _inflected(folded, word)
        if found is not None:
            spans.append(found)
    return joined(spans)


def _inflected(folded: Mapped, word: str) -> Span | None:
    """The word of the text that starts most like this one: at least three letters of it."""
    for length in range(len(word) - 1, 2, -1):
        at = next(places_at_word(folded.text, word[:length]), None)
        if at is not None:
            end = at + length
            while end < len(folded.text) and folded.text[end].isalnum():
                end += 1
            return folded.span(at, end)
    return None


def spans_in_text(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    """Every place of every folded word in a definition or note."""
    folded = fold_mapped(text)
    return joined(folded.span(at, at + len(word)) for word in words for at in places(folded.text, word))


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order; those that touch or overlap become one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
