"""The way of the data on one page: bytes in, readings, events, a judgement out.

Only this module knows the order of the stages. Everything here is a function from records to records:
nothing is stored, and nobody asks what time it is. Fusion and weighing are imported when they are first
asked for: they bring numpy, which reading does without.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tarjih.claims.extract import extract
from tarjih.errors import HypothesesError, InputError
from tarjih.intake.known import Known, known
from tarjih.intake.take import take, take_files
from tarjih.lexicons import read_text
from tarjih.lexicons.own_places import places_digest
from tarjih.reading.names import find_mentions
from tarjih.reading.read import read as read_page
from tarjih.records.assessment import Assessment, Grade, HypothesisSet
from tarjih.records.event import Fused
from tarjih.records.failure import Failure
from tarjih.records.readers import OWN_READER, ReadClaims, ReadNames, identity_of
from tarjih.records.reading import Reading
from tarjih.records.report import Report
from tarjih.records.ruling import Ruled

if TYPE_CHECKING:
    from tarjih.weighing.probability import Scale

__all__ = [
    "SHIPPED",
    "fuse",
    "hypotheses",
    "name_readers",
    "read",
    "read_report",
    "take_file",
    "version",
    "weigh",
]

SHIPPED = ("decline", "truce")
_ARABIC = "ar"
_CODE = ("arabic", "claims", "fusion", "intake", "lexicons", "readers", "reading", "records", "weighing")


def read(
    source: str | bytes | Path,
    *,
    published: str | dt.date | None = None,
    outlet: str | None = None,
    byline: str | None = None,
    url: str | None = None,
    names: ReadNames = find_mentions,
    claims: ReadClaims = extract,
) -> Reading:
    """Read one report: who says what on whose word, and what happened.

    Args:
        source: The text of a report, its bytes in any encoding, or the path of a file that holds one.
        published: Day of publication; without it "yesterday" stays unresolved.
        outlet: Who published it.
        byline: The credit line, where it does not stand in the text.
        url: Where it was published.
        names: What finds names, places included, in the place of our own rules.
        claims: What finds who says what and what happened, in the place of our own rules.

    Returns:
        The reading; a report in another language is kept, marked and not read.

    Raises:
        InputError: There is no report in it, or more than one, or an option is wrong.

    >>> read("أعلن الجيش أمس سيطرته على البلدة.", published="2019-03-05").times[0].value
    '2019-03-04'
    """
    said = known(outlet=outlet, byline=byline, published=published, url=url)
    if isinstance(source, Path):
        taken = list(take_file(source, said))
    else:
        raw = source.encode("utf-8", "replace") if isinstance(source, str) else source
        taken = list(take(raw, name="", known=said))
    if len(taken) != 1:
        raise InputError(f"wanted one report, found {len(taken)} in {source!r}; read them one by one")
    (report,) = taken
    if isinstance(report, Failure):
        raise InputError(f"{report.report}: {report.reason}")
    return read_report(report, names=names, claims=claims)


def take_file(path: Path, said: Known) -> Iterator[Report | Failure]:
    """Take the reports out of one file or folder; what `said` leaves open the file itself may tell."""
    for taken in take_files([path], known=said):
        yield taken.outcome


def read_report(report: Report, *, names: ReadNames = find_mentions, claims: ReadClaims = extract) -> Reading:
    """Read one report that was taken in; one in another language is kept and not read.

    Args:
        report: The report.
        names: What finds names; see `read`.
        claims: What finds claims; see `read`.
    """
    if report.language != _ARABIC:
        return Reading.of(report)
    reading = claims(read_page(report, names=names))
    if names is find_mentions and claims is extract:
        return reading
    return msgspec.structs.replace(reading, reader=name_readers(names=names, claims=claims))


def name_readers(*, names: ReadNames = find_mentions, claims: ReadClaims = extract) -> str:
    """Return who reads, as a reading's `reader` says it: "rules", or what was put in their place.

    >>> name_readers()
    'rules'
    """
    parts = []
    if names is not find_mentions:
        parts.append(f"names={identity_of(names)}")
    if claims is not extract:
        parts.append(f"claims={identity_of(claims)}")
    return "; ".join(parts) or OWN_READER


def fuse(readings: Iterable[Reading], *, rulings: Sequence[Ruled] = ()) -> Fused:
    """Fuse readings: events told by several reports, their origins, copies and conflicts.

    The order of the readings does not matter. `rulings` are what people decided, as `Store.rulings`
    gives it; their word goes before every sign.
    """
    from tarjih.fusion.fuse import fuse as fuse_readings

    return fuse_readings(readings, rulings=rulings)


def hypotheses(name: str | Path) -> HypothesisSet:
    """Load a set of hypotheses: a shipped one by name ("decline", "truce") or a TOML file.

    Raises:
        HypothesesError: There is none of that name, or the file is wrong.

    >>> [h.id for h in hypotheses("decline").hypotheses]
    ['collapse', 'adaptation', 'stalemate', 'other']
    """
    from tarjih.weighing.hypotheses import parse_hypotheses

    if name in SHIPPED:
        return parse_hypotheses(read_text(f"weighing/hypotheses/{name}.toml"), name=str(name))
    try:
        text = Path(name).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise HypothesesError(
            f"{name}: wanted a TOML file in UTF-8, found other bytes; save it as UTF-8"
        ) from error
    except OSError as error:
        shipped = ", ".join(SHIPPED)
        reason = (error.strerror or "an error").lower()
        raise HypothesesError(
            f"wanted {shipped} or a TOML file, found {reason}: {name}; check the path"
        ) from error
    return parse_hypotheses(text, name=str(name))


def weigh(
    fused: Fused,
    *,
    hypotheses: HypothesisSet,
    subject: str | None = None,
    grades: Mapping[str, Grade] | None = None,
    rulings: Sequence[Ruled] = (),
    as_of: dt.date | None = None,
    scale: "Scale" = "icd203",
) -> Assessment:
    """Judge hypotheses by fused events; every number comes with its reasons.

    Args:
        fused: What `fuse` gave.
        hypotheses: What `hypotheses` loaded.
        subject: Whom the question is about, where the set asks for somebody; else the one who plays the
            indicators' parts most often.
        grades: A person's grades of sources, by an origin's key, id or name.
        rulings: What people ruled about the case, as `Store.rulings` gives it.
        as_of: The day as of which the readings stood.
        scale: The vocabulary of likelihood, "icd203" or "phia".

    Raises:
        HypothesesError: There is no event to weigh.
    """
    from tarjih.weighing.weigh import weigh as weigh_events

    return weigh_events(
        fused,
        hypotheses=hypotheses,
        subject=subject,
        grades=grades,
        rulings=rulings,
        as_of=as_of,
        scale=scale,
    )


@cache
def version() -> str:
    """Return a digest of all code and lexicons that a result depends on, the user's own places among them.

    What was made by another version is made anew.
    """
    digest = hashlib.sha256()
    root = resources.files("tarjih")
    for folder in _CODE:
        with resources.as_file(root.joinpath(folder)) as path:
            for file in sorted(p for p in path.rglob("*") if p.is_file() and p.suffix != ".pyc"):
                digest.update(str(file.relative_to(path)).encode())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    digest.update(places_digest().encode())
    return digest.hexdigest()[:16]
