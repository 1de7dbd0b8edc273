"""Help: the keys, and a glossary of grades and of the words of likelihood."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from tarjih.publishing.web.pages.frame import AnyPage
from tarjih.weighing.model import letters
from tarjih.weighing.probability import words

__all__ = ["KEYS", "router"]

router = APIRouter()
# By where they act: what is pressed, one key after the other, and the text that says what it does.
KEYS = (
    (
        "all",
        (
            ("g t", "common.today"),
            ("g l", "common.library"),
            ("g v", "common.events"),
            ("g s", "common.chains"),
            ("g a", "common.actors"),
            ("g m", "common.map"),
            ("g h", "common.hypotheses"),
            ("g r", "common.review"),
            ("g j", "common.judgement"),
            ("/", "common.search"),
            ("j", "help.next_row"),
            ("k", "help.previous_row"),
            ("?", "common.help"),
        ),
    ),
    (
        "review",
        (
            ("a", "reader.did_accept"),
            ("r", "reader.did_reject"),
            ("f", "reader.did_flag"),
            ("u", "help.undo"),
            ("[", "common.previous"),
            ("]", "common.next"),
        ),
    ),
    ("reader", (("e", "help.correct"), ("1 – 7", "help.layers"))),
    ("event", (("m", "event.merge"), ("s", "event.split"))),
    ("map", (("+ -", "help.zoom"), ("← → ↑ ↓", "help.move"))),
)


@router.get("/help")
def show(page: AnyPage) -> HTMLResponse:
    """Explain keys, grades and words."""
    return page.draw("help.html", here="help", letters=letters(), keys=KEYS, words=words())
