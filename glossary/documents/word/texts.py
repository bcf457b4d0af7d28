"""Plain text as the contents of runs."""

import re

from glossary.documents.word import names as n
from glossary.files.xml import XML_SPACE, Element, new_child

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SIGN = re.compile("([\t\n])")


def clean(text: str) -> str:
    """The text without what XML cannot hold, its lines ended by \\n."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


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
