"""What a rule on the termbase yields, and how to name the places it speaks of."""

from glossary.domain.message import Message

Judgement = tuple[str, str, Message]
"""Entry id, field path, message."""


def said(entry: str, field: str, template: str, /, **params: object) -> Judgement:
    """One judgement, with the message's braces to be filled later in the reader's language."""
    return entry, field, Message(template, tuple(params.items()))


def term_field(lang: str, position: int, name: str = "") -> str:
    """The path of a term, or of one of its fields: ``ja.term[0].reading``."""
    return f"{lang}.term[{position}]" + (f".{name}" if name else "")
