"""How much is read at once."""

MEGABYTE = 1_000_000

MAX_BYTES = 64 * MEGABYTE
"""Bytes of a file, and of everything packed in it together."""

MAX_TEXT_BYTES = 16 * MEGABYTE
"""Bytes of a file that is text: reading it takes longer than unpacking one that holds pictures."""

MAX_TEXT = 5_000_000
"""Code points of the text in a file. More is never checked at once; the reading stops there."""

MAX_ENTRIES = 5_000
"""Entries of an archive."""

MAX_RATIO = 250
"""Times its packed size to which an entry may unpack; deflate can do 1,032. Counted for entries over RATIO_FROM bytes only."""

RATIO_FROM = 4 * MEGABYTE

MAX_DEPTH = 240
"""Levels of XML elements; libxml2 itself stops at 256."""

MAX_MARKS = 4_000_000
"""Tags of one XML part. An element takes some 150 bytes of memory, whatever it takes in the file."""
