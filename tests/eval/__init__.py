"""Measures of quality over development data: printed by ``make eval``, never asserted by the tests."""
