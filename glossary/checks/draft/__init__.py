"""Rules on drafts, one file each."""
