"""Bilingual files: which part of a document translates which."""

from dataclasses import dataclass

from glossary.domain.span import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A source and its translation, as spans of ``Draft.text``; an untranslated segment has an empty target span.

    Languages are BCP 47 tags as the file names them; ``id`` is the file's own name for the unit.
    """

    source: Span
    target: Span
    source_lang: str
    target_lang: str
    id: str = ""
