"""What the commands do, each loaded when it runs."""
