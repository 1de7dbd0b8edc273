"""What runs a stage over many reports, and what joins pipeline and store."""
