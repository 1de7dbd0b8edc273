"""The case folder: records in a database, originals by their hash."""
