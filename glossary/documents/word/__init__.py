"""Word documents: styles, reading into blocks, and writing comments and changes at exact places."""
