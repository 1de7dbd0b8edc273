"""Optional readers that take the place of our own rules; none is loaded before it is asked for."""
