"""Termbases as files: one module per format."""
