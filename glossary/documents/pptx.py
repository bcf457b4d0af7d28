"""PowerPoint (.pptx): titles, shapes, tables and speaker's notes of each slide; words are replaced run by run.

Remarks are written as the slide's comments in the classic form, which PowerPoint and LibreOffice both open; they stand on the
slide, so each begins with the words it is about.
"""

from typing import TYPE_CHECKING

from glossary.errors import N_
from glossary.files.sniff import Fit, RawFile, fit_of_office

if TYPE_CHECKING:
    from glossary.documents.document import Document

TITLE = N_("a PowerPoint presentation")
EXTENSIONS = (".pptx", ".ppsx", ".potx")
MEDIA_TYPES = ("application/vnd.openxmlformats-officedocument.presentationml.presentation",)


def sniff(raw: RawFile) -> Fit:
    """By the type of the package's main part."""
    return fit_of_office(raw, "presentationml", "presentation", "slideshow", "template")


def load(raw: RawFile) -> "Document":
    """The document. Raises FileDamaged and what ``files`` raises for hostile parts."""
    from glossary.documents.slides.document import SlideDocument  # inline: slow import

    return SlideDocument("pptx", raw)
