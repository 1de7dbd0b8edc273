"""The shelf: what the pages look up in a case, laid out for looking up; made from the case, never edited."""
