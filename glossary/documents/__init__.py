"""Drafts as files: one module per format, found by its file name; packages and ``document`` hold what formats share.

A format has ``TITLE`` (a catalogue sentence), ``EXTENSIONS``, ``MEDIA_TYPES``, ``sniff(raw) -> Fit`` and one or both of two doors:
``read(text) -> Draft`` where a text that was typed can be of that format, and ``load(raw) -> Document`` where there is more to a file than its
text. Formats never import formats, and
import what is heavy inside their functions.
"""
