"""Rules on the termbase itself, one file each."""
