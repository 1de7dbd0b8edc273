"""Pages in, readings out: who says what, and what happened."""
