"""A seeded simulator of reports that copy each other, and the methods that must see through them."""
