"""Rules on pairs of a source and its target, one file each."""
