"""What the command line shows: pages of lines, in either direction."""
