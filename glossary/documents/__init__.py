"""Drafts as files: one module per format. Each has ``EXTENSIONS`` and ``read(text) -> Draft``."""
