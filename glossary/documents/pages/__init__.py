"""Pages of PDF: characters with places, read in a process of their own, and put together to lines and paragraphs."""
