"""Word (.docx): body, tables, text boxes, footnotes, endnotes, headers and footers; written back with comments and changes.

Comments stand at exactly the words they are about; where Word or LibreOffice take none (headers, footnotes, text boxes) they are
given back as not placed. Only the parts that change are written anew.
"""

from typing import TYPE_CHECKING

from glossary.errors import N_
from glossary.files.sniff import Fit, RawFile, fit_of_office

if TYPE_CHECKING:
    from glossary.documents.document import Document

TITLE = N_("a Word document")
EXTENSIONS = (".docx", ".dotx")
MEDIA_TYPES = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)


def sniff(raw: RawFile) -> Fit:
    """By the type of the package's main part."""
    return fit_of_office(raw, "wordprocessingml", "document", "template")


def load(raw: RawFile) -> "Document":
    """The document. Raises FileDamaged and what ``files`` raises for hostile parts."""
    from glossary.documents.word.document import WordDocument  # inline: slow import

    return WordDocument("docx", raw)
