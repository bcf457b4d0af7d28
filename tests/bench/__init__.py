"""Speed, as ratios measured side by side in one run. Run by ``make bench``, never by the tests."""
