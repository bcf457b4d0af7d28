"""Exchange files of translators, XML all: XLIFF and TMX. Only words are changed, in the file's own text."""
