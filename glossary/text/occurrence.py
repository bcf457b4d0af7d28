"""Whether an expression occurs in a text, for checks on short texts such as definitions and examples.

Drafts are not read this way: ``matching`` finds terms there, with spans and token boundaries.
"""

from glossary.text.english import lemmas
from glossary.text.languages import ENGLISH
from glossary.text.normalise import fold


def contains_expression(text: str, expression: str, lang: str) -> bool:
    """Whether the expression stands in the text: in English word by word in any inflection, else as a run of characters."""
    if lang != ENGLISH:
        return squeeze(expression) in squeeze(text)
    wanted, words = lemmas(expression), lemmas(text)
    return any(words[start : start + len(wanted)] == wanted for start in range(len(words) - len(wanted) + 1)) if wanted else False


def squeeze(text: str) -> str:
    """Folded, without spaces and middle dots, which Japanese writers set or leave out."""
    return "".join(char for char in fold(text) if not char.isspace() and char != "・")
