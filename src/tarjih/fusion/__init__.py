"""Readings of many reports in, events with origins and conflicts out."""
