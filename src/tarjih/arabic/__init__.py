"""Arabic script, numerals and affixes: what every stage knows of the language."""
