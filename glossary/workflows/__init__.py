"""One verb module per journey; each joins rooms or owns a transaction."""
