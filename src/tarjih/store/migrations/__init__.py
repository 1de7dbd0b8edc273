"""Alembic versions of a case, forward only."""
