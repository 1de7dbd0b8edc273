"""Extract the claims of one page: who says what on whose word, and what happened."""

from importlib import import_module

from tarjih.records.page import Page
from tarjih.records.reading import Reading

__all__ = ["extract"]


def _late(module: str, name: str):  # noqa: ANN202
    try:
        return getattr(import_module(module), name)
    except (ImportError, AttributeError):
        return lambda *a, **k: ()


def extract(page: Page) -> Reading:
    """Find attributions, events and quoted assessments on a page."""
    report = page.report
    attributions = _late("tarjih.claims.attribution", "find_attributions")(page)
    events = _late("tarjih.claims.events", "find_events")(page, attributions=attributions)
    assessments = _late("tarjih.claims.assessments", "find_assessments")(page, attributions=attributions)
    return Reading(
        report=report.id,
        title=report.title,
        outlet=report.outlet,
        byline=report.byline,
        published=report.published,
        language=report.language,
        encoding=report.encoding,
        sha256=report.sha256,
        url=report.url,
        text=report.text,
        cut=report.cut,
        notes=report.notes,
        provenance=page.provenance,
        entities=page.entities,
        times=page.times,
        quantities=page.quantities,
        attributions=attributions,
        events=events,
        assessments=assessments,
    )
