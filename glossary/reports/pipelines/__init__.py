"""What a run found, in the formats that pipelines and editors read: one module a format, each with a ``Writer``."""
