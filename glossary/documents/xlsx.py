"""Excel workbooks (.xlsx): the words in cells are read, sheet by sheet; formulas and what they give are not, nor are hidden sheets.

Each line of a cell is a block; the name of a sheet is the heading above its cells. Comments stand at the cell, beginning with the
words they are about; new words keep the formatting of the old ones. Only the parts that change are written anew.
"""

from typing import TYPE_CHECKING

from glossary.errors import N_
from glossary.files.sniff import Fit, RawFile, fit_of_office

if TYPE_CHECKING:
    from glossary.documents.document import Document

TITLE = N_("an Excel workbook")
EXTENSIONS = (".xlsx", ".xltx")
MEDIA_TYPES = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",)


def sniff(raw: RawFile) -> Fit:
    """By the type of the package's main part."""
    return fit_of_office(raw, "spreadsheetml", "sheet", "template")


def load(raw: RawFile) -> "Document":
    """The document. Raises FileDamaged and what ``files`` raises for hostile parts."""
    from glossary.documents.sheets.document import SheetDocument  # inline: slow import

    return SheetDocument("xlsx", raw)
