"""Readings measured against gold."""
