"""Findings and hits as text and JSON, for every door."""
