"""The least that a look-up from the shell can cost: import the libraries, open the dictionary, tokenise one word, print it."""

import click
import daachorse  # noqa: F401  # imported to be timed
import sudachipy

click.echo(" ".join(morpheme.surface() for morpheme in sudachipy.Dictionary().tokenizer().tokenize("脆弱性")))
