"""PDF: read only. Characters are put together to lines and paragraphs by where they stand; findings are told with page and box.

Pages without text (scans) are told and not read. The file is read by PDFium in a process of its own, whose memory and time are bounded.
"""

from typing import TYPE_CHECKING

from glossary.errors import N_
from glossary.files.sniff import Container, Fit, RawFile

if TYPE_CHECKING:
    from glossary.documents.document import Document

TITLE = N_("a PDF")
EXTENSIONS = (".pdf",)
MEDIA_TYPES = ("application/pdf",)


def sniff(raw: RawFile) -> Fit:
    """By its first characters."""
    return Fit.SURE if raw.container is Container.PDF else Fit.NO


def load(raw: RawFile) -> "Document":
    """The document. Raises FileEncrypted, FileDamaged, FileTooManyParts or TextTooLong."""
    from glossary.documents.pages.document import PageDocument  # inline: slow import

    return PageDocument("pdf", raw)
