"""Presentations: reading slides into blocks, writing words and comments."""
