"""The API: no server error whatever is asked, and every answer as it is described."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance
from tests.publishing.web.served import Served

from tarjih.publishing.web.app import make_app

ROUTES = (
    ("GET", "/api/reports"),
    ("GET", "/api/reports/{report}"),
    ("GET", "/api/events"),
    ("GET", "/api/events/{event}"),
    ("GET", "/api/origins"),
    ("GET", "/api/actors"),
    ("GET", "/api/judgement"),
    ("GET", "/api/decisions"),
    ("GET", "/api/failures"),
    ("POST", "/api/try"),
)


class Client(requests.Session):
    """A program that asks the real server."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.trust_env = False
        self.address = address
        self.get("/api/failures")
        self.headers["x-tarjih-token"] = self.cookies["tarjih"]

    def request(self, method: str, url: str, *args: object, **options: object) -> requests.Response:  # type: ignore[override]
        whole = url if url.startswith("http") else self.address + url
        return super().request(method, whole, *args, **{"timeout": 30, **options})  # type: ignore[arg-type]


@pytest.fixture
def client(served: Served, own_ports: set[int]) -> Iterator[Client]:
    own_ports.add(urlsplit(served.address).port or 0)
    with Client(served.address) as made:
        yield made


@pytest.fixture(scope="module")
def schema(served: Served) -> BaseSchema:
    return schemathesis.openapi.from_dict(make_app(served.desk, hosts=["testserver"]).openapi())


def test_every_route_of_the_description_is_tried(client: Client) -> None:
    described = client.get("/api/openapi.json").json()["paths"]
    assert {(m.upper(), path) for path, methods in described.items() for m in methods} == set(ROUTES)


@pytest.mark.parametrize(("method", "path"), ROUTES)
@given(data=st.data())
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
def test_no_request_makes_a_server_error(
    client: Client, schema: BaseSchema, method: str, path: str, data: st.DataObject
) -> None:
    case = data.draw(schema[path][method].as_strategy())
    case.headers = {**(case.headers or {}), "x-tarjih-token": str(client.headers["x-tarjih-token"])}
    response = case.call(session=client, base_url=client.address)
    assert response.status_code < 500, case.as_curl_command()
    # A text that is no report, and a question that nobody has asked, are refused though they have the form.
    case.validate_response(response, excluded_checks=[positive_data_acceptance])


def test_a_list_is_paged_without_a_gap_or_a_repeat(client: Client) -> None:
    whole = client.get("/api/events", params={"limit": 500}).json()
    seen, offset = [], 0
    while offset is not None:
        page = client.get("/api/events", params={"limit": 7, "offset": offset}).json()
        seen += [event["id"] for event in page["items"]]
        offset = page["next"]
    assert seen == [event["id"] for event in whole["items"]]
    assert len(seen) == whole["total"] == len(set(seen))


def test_since_gives_what_came_later(client: Client) -> None:
    reports = client.get("/api/reports", params={"limit": 500}).json()
    assert reports["total"] == len(reports["items"]) > 0
    last = max(report["added"] for report in reports["items"])
    assert client.get("/api/reports", params={"since": last}).json()["total"] == 0
    assert (
        client.get("/api/reports", params={"since": "2000-01-01T00:00:00Z"}).json()
        == client.get("/api/reports").json()
    )


@pytest.mark.parametrize(
    "path", ["/api/reports/nothing", "/api/events/nothing", "/api/judgement?set=nothing"]
)
def test_what_is_not_there_is_told_in_one_line(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in {400, 404}
    assert "wanted" in answer.json()["detail"]


def test_a_text_that_is_tried_is_not_kept(client: Client, served: Served) -> None:
    before = served.desk.store.counts()
    text = "قال المتحدث سامر الوادي إن ثلاثة مسلحين قتلوا أمس في بلدة الراعي."
    answer = client.post("/api/try", json={"text": text, "published": "2019-03-05"})
    assert answer.status_code == 200
    assert answer.json()["attributions"]
    assert served.desk.store.counts() == before
    refused = client.post("/api/try", json={"text": text}, headers={"x-tarjih-token": "guessed"})
    assert refused.status_code == 403
