"""The web pages of a case, in Arabic and English, and the same data as JSON."""
