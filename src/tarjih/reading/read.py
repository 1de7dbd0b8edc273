"""Read one report: lay it out in words, then find times, quantities, names and places on it."""

from importlib import import_module

from tarjih.reading.tokens import lay_out
from tarjih.records.page import Page
from tarjih.records.report import Report

__all__ = ["read"]


def _late(module: str, name: str):  # noqa: ANN202
    try:
        return getattr(import_module(module), name)
    except (ImportError, AttributeError):
        return lambda *a, **k: ()


def read(report: Report) -> Page:
    """Lay out a report and find what it names."""
    words = lay_out(report.text)
    times = _late("tarjih.reading.times", "find_times")(words, published=report.published)
    quantities = _late("tarjih.reading.quantities", "find_quantities")(words, times=times)
    mentions = _late("tarjih.reading.names", "find_mentions")(words, times=times)
    entities = _late("tarjih.reading.entities", "gather_entities")(words, mentions=mentions, outlet=report.outlet)
    provenance = _late("tarjih.reading.provenance", "find_provenance")(report, words=words)
    return Page(report=report, words=words, mentions=mentions, entities=entities, times=times, quantities=quantities, provenance=provenance)
