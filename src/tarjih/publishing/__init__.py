"""The doors: what a person or a program sees."""
