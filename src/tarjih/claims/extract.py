"""Extract the claims of one page: who says what on whose word, and what happened."""

import msgspec

from tarjih.claims.assessments import find_assessments
from tarjih.claims.attribution import find_attributions
from tarjih.claims.events import find_events
from tarjih.records.page import Page
from tarjih.records.reading import Reading

__all__ = ["extract"]


def extract(page: Page) -> Reading:
    """Find attributions, events and quoted assessments on a page.

    An event belongs to the innermost attribution whose content holds it; a forecast that somebody
    makes is an assessment and no event.
    """
    attributions = find_attributions(page)
    return msgspec.structs.replace(
        Reading.of(page.report),
        provenance=page.provenance,
        entities=page.entities,
        times=page.times,
        quantities=page.quantities,
        attributions=attributions,
        events=find_events(page, attributions=attributions),
        assessments=find_assessments(page, attributions=attributions),
    )
