"""``python -m glossary.cli`` is the command ``glossary``."""

from glossary.cli.main import main

main()
