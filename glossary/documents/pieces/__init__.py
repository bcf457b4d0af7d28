"""The words of a document replaced where they stand: what lies between them (tags, timings, breaks, formatting) stays."""
