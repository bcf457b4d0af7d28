"""Kakehashi: a bilingual English–Japanese glossary and translation service for cyber security."""

__version__ = "0.1.0"
