"""Plain text as the contents of runs."""

import re

from glossary.documents.word import names as n
from glossary.files.xml import XML_SPACE, Element, new_child

_SIGN = re.compile("([\t\n])")


def fill(run: Element, text: str) -> None:
    """Make these the words of a run; its properties stay."""
    for child in list(run):
        if child.tag != n.RUN_PROPERTIES:
            run.remove(child)
    for part in _SIGN.split(text):
        if part == "\t":
            new_child(run, n.TAB)
        elif part == "\n":
            new_child(run, n.BREAK)
        elif part:
            new_child(run, n.TEXT, **{XML_SPACE: "preserve"}).text = part
