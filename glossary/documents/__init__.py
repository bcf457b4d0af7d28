"""Drafts as files: one module per format, found by its file name; packages and ``document`` hold what formats share.

A format has ``TITLE`` (a catalogue sentence), ``EXTENSIONS``, ``MEDIA_TYPES``, ``sniff(raw) -> Fit`` and one of two doors:
``read(text) -> Draft`` where the file is text and stays text, or ``load(raw) -> Document``. Formats never import formats, and
import what is heavy inside their functions.
"""
