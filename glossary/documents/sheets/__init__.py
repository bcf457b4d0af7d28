"""Workbooks: reading cells into blocks, writing words and comments."""
