"""Fields: codes that Word replaces by words. They open and close within runs and may reach over paragraphs."""

from glossary.documents.word.atoms import IN_FIELD, Ground
from glossary.documents.word.names import FIELD_MARK_TYPE
from glossary.files.xml import Element

CONTENTS = frozenset({"TOC", "INDEX", "TOA", "RD"})
"""Fields that repeat what stands elsewhere in the document: not read."""

LINKS = frozenset({"HYPERLINK"})
"""Fields whose words are the writer's own."""

DRAWN = frozenset({"EQ", "SYMBOL"})
"""Fields without a result that still show something."""


def field_name(code: str) -> str:
    """The name that a field's code begins with."""
    words = code.split(maxsplit=1)
    return words[0].upper() if words else ""


class Fields:
    """The fields that are open at a place of the text, the innermost last."""

    def __init__(self) -> None:
        self._codes: list[str] = []
        self._results: list[bool] = []
        self.silent = False

    def take_code(self, text: str) -> None:
        """More of the innermost field's code."""
        if self._codes and not self._results[-1]:
            self._codes[-1] += text

    def take_mark(self, mark: Element) -> bool:
        """A field begins, comes to its result or ends; whether one ended that shows something without having a result."""
        kind = mark.get(FIELD_MARK_TYPE)
        drawn = False
        if kind == "begin":
            self._codes.append("")
            self._results.append(False)
        elif self._codes and kind == "separate":
            self._results[-1] = True
        elif self._codes and kind == "end":
            code, had_result = self._codes.pop(), self._results.pop()
            drawn = not had_result and field_name(code) in DRAWN
        self.silent = not all(self._results) or any(field_name(code) in CONTENTS for code in self._codes)
        return drawn and not self.silent

    def ground(self, ground: Ground) -> Ground:
        """The ground of words in the innermost field."""
        written = all(field_name(code) in LINKS for code in self._codes)
        return ground if written else ground.fixed(IN_FIELD)
