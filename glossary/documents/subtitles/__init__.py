"""Subtitles: cues with timings, and sentences that run over lines and over cues."""
