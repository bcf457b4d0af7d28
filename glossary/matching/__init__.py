"""Where terms occur and what a query means. The door to RapidFuzz and the Aho–Corasick libraries."""
