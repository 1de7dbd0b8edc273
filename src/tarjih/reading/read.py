"""Read one report: lay it out in words, then find times, quantities, names and places on it."""

from tarjih.reading.dated import date_entities, drop_outdated
from tarjih.reading.entities import gather_entities
from tarjih.reading.names import find_mentions
from tarjih.reading.provenance import find_provenance
from tarjih.reading.quantities import find_quantities
from tarjih.reading.times import find_times
from tarjih.reading.tokens import lay_out
from tarjih.records.page import Page
from tarjih.records.readers import ReadNames
from tarjih.records.report import Report

__all__ = ["read"]


def read(report: Report, *, names: ReadNames = find_mentions) -> Page:
    """Lay out an Arabic report and find what it names; spans point into `report.text`.

    Relative times stay unresolved, each with its reason, where the report has no day of publication.

    Args:
        report: The report.
        names: What finds the names in it.
    """
    words = lay_out(report.text)
    times = find_times(words, published=report.published)
    mentions = drop_outdated(names(words, times=times), published=report.published)
    entities = gather_entities(words, mentions=mentions, outlet=report.outlet)
    return Page(
        report=report,
        words=words,
        mentions=mentions,
        entities=date_entities(entities, published=report.published),
        times=times,
        quantities=find_quantities(words, times=times),
        provenance=find_provenance(report, words=words),
    )
