"""What the formats of drafts are called on the pages."""

from typing import Final

from glossary.documents.registry import DEFAULT, file_format_of
from glossary.errors import N_

FORMAT_NAMES: Final = {
    "plain": N_("Plain text"),
    "markdown": N_("Markdown"),
    "html": N_("HTML"),
    "po": N_("PO (gettext)"),
    "srt": N_("SubRip subtitles"),
    "vtt": N_("WebVTT subtitles"),
    "docx": N_("Word document"),
    "pptx": N_("PowerPoint presentation"),
    "xlsx": N_("Excel workbook"),
    "pdf": N_("PDF"),
    "xliff": N_("XLIFF translation file"),
    "tmx": N_("TMX translation memory"),
}
"""A format without a name here is called by its id."""


def format_title(file_name: str) -> str:
    """What the format of a file is called, as a catalogue sentence."""
    name = file_format_of(file_name) or DEFAULT
    return FORMAT_NAMES.get(name, name)
