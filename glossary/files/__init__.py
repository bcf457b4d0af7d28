"""Bytes ↔ plain records, safely: archives, XML, encodings, what a file is. What is hostile is refused here, with a reason."""
