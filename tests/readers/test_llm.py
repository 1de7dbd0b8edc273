"""Claims read by a language model: what is asked, and how little of the answer is believed."""

import json
import pickle
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from tarjih.errors import InputError, ReaderError
from tarjih.lexicons import read_text
from tarjih.pipeline import fuse, read
from tarjih.readers.chat import Chat
from tarjih.readers.llm import LlmClaims, codebook
from tarjih.records.reading import Certainty, Mode, Reading, Status
from tests.readers.stub import Stub, serving

ROOT = Path(__file__).resolve().parents[2]
REPORT = """لجنة الإغاثة: نزوح 40 أسرة من بلدة مسكنة

قال رئيس البلدية ماجد الزين إن مسلحين قصفوا البلدة أمس، مرجحا أن تنزح أسر أخرى.
"""


def statement(paragraph: int, cue: str, content: str, *sources: str, **more: Any) -> dict[str, Any]:
    voices = [{"words": words, "kind": "official"} for words in sources]
    said = {"paragraph": paragraph, "cue": cue, "sources": voices, "content": content}
    return said | {"mode": "indirect", "certainty": "asserted"} | more


def event(paragraph: int, trigger: str, type_: str, **more: Any) -> dict[str, Any]:
    nothing = {"actors": [], "targets": [], "place": None, "time": None, "quantity": None}
    return {"paragraph": paragraph, "trigger": trigger, "type": type_, "status": "occurred"} | nothing | more


SPEAKER = "رئيس البلدية ماجد الزين"
GOOD = {
    "statements": [
        statement(0, ":", "نزوح 40 أسرة من بلدة مسكنة", "لجنة الإغاثة"),
        statement(1, "قال", "مسلحين قصفوا البلدة أمس، مرجحا أن تنزح أسر أخرى", SPEAKER),
        statement(1, "مرجحا", "تنزح أسر أخرى", SPEAKER, certainty="probable"),
    ],
    "events": [
        event(0, "نزوح", "displacement", actors=["40 أسرة"], place="بلدة مسكنة", quantity="40 أسرة"),
        event(1, "قصفوا", "shelling", actors=["مسلحين"], place="البلدة", time="أمس"),
        event(1, "تنزح", "displacement", actors=["أسر أخرى"], status="planned"),
    ],
}


def read_with(stub: Stub, **more: Any) -> Reading:
    return read(
        REPORT, published="2019-03-05", claims=LlmClaims(stub.address, model="my-model", timeout=5, **more)
    )


def test_a_good_answer_becomes_a_reading(own_ports: set[int]) -> None:
    with serving(Stub(GOOD), own_ports) as stub:
        reading = read_with(stub)
    at = {a.id: a for a in reading.attributions}
    assert [a.cue.within(reading.text) for a in at.values()] == [":", "قال", "مرجحا"]
    assert [a.certainty for a in at.values()] == ["asserted", "asserted", "probable"]
    assert at["A2"].sources[0].span.within(reading.text) == SPEAKER
    assert at["A2"].sources[0].entity in {e.id for e in reading.entities}
    assert at["A3"].parent == "A2"
    told = {e.trigger.within(reading.text): e for e in reading.events}
    assert {word: e.attribution for word, e in told.items()} == {"نزوح": "A1", "قصفوا": "A2", "تنزح": "A3"}
    assert told["قصفوا"].time in {t.span for t in reading.times}
    assert told["نزوح"].quantity in {q.span for q in reading.quantities}
    assert told["نزوح"].place is not None
    assert told["نزوح"].place.within(reading.text) == "بلدة مسكنة"
    assert {e.rule for e in reading.events} == {"llm"}
    assert reading.reader.startswith("claims=llm:my-model@")
    assert not [note for note in reading.notes if "refused" in note]


def test_what_a_model_says_can_be_fused(own_ports: set[int]) -> None:
    with serving(Stub(GOOD), own_ports) as stub:
        assert fuse([read_with(stub)]).events


def test_the_model_is_shown_codebook_paragraphs_and_schema(own_ports: set[int]) -> None:
    with serving(Stub(GOOD), own_ports) as stub:
        read_with(stub, key="secret")
    (asked,) = stub.asked
    assert asked["model"] == "my-model"
    assert asked["temperature"] == 0
    system, user = (message["content"] for message in asked["messages"])
    assert codebook() in system
    assert user.startswith("[0] لجنة الإغاثة")
    assert "\n\n[1] قال رئيس" in user
    assert asked["response_format"]["json_schema"]["strict"] is True
    assert "surrender" in json.dumps(asked["response_format"])
    assert stub.headers[0]["authorization"] == "Bearer secret"


@pytest.mark.parametrize(
    "invented",
    [
        {"statements": [statement(1, "قال", "الجيش انسحب من البلدة", SPEAKER)], "events": []},
        {"statements": [statement(1, "أقسم", "مسلحين قصفوا البلدة أمس", SPEAKER)], "events": []},
        {"statements": [], "events": [event(1, "أحرقوا", "destruction")]},
        {"statements": [], "events": [event(1, "قصفوا", "weather")]},
        {"statements": [], "events": [event(1, "قصف", "shelling")]},
    ],
    ids=["content", "cue", "trigger", "type", "part of a word"],
)
def test_what_is_not_in_the_report_is_refused_and_counted(
    invented: dict[str, Any], own_ports: set[int]
) -> None:
    with serving(Stub(invented), own_ports) as stub:
        reading = read_with(stub)
    assert not reading.attributions
    assert not reading.events
    assert [note for note in reading.notes if note.startswith("1 refused, not in the report")]


def test_an_invented_argument_is_left_out_and_the_event_kept(own_ports: set[int]) -> None:
    told = event(1, "قصفوا", "shelling", actors=["مسلحين", "طائرات العدو"], time="البلدة")
    with serving(Stub({"statements": [], "events": [told]}), own_ports) as stub:
        reading = read_with(stub)
    (kept,) = reading.events
    assert [span.within(reading.text) for span in kept.actors] == ["مسلحين"]
    assert kept.time is None  # words of the report, but no expression of time
    assert any(note.startswith("2 refused") for note in reading.notes)


def test_two_events_of_one_word_need_two_words(own_ports: set[int]) -> None:
    twice = {"statements": [], "events": [event(1, "قصفوا", "shelling"), event(1, "قصفوا", "shelling")]}
    with serving(Stub(twice), own_ports) as stub:
        reading = read_with(stub)
    assert len(reading.events) == 1


def test_an_answer_in_a_code_fence_is_read(own_ports: set[int]) -> None:
    with serving(Stub(f"```json\n{json.dumps(GOOD)}\n```"), own_ports) as stub:
        assert len(read_with(stub).events) == 3


def test_bad_json_is_asked_again_once(own_ports: set[int]) -> None:
    with serving(Stub("Here you are: {", GOOD), own_ports) as stub:
        reading = read_with(stub)
    assert len(reading.events) == 3
    assert len(stub.asked) == 2
    assert stub.asked[1]["messages"][2]["content"] == "Here you are: {"


@pytest.mark.parametrize("answer", ["no JSON", {"statements": []}, {**GOOD, "more": 1}])
def test_bad_json_twice_is_an_error_that_says_so(answer: object, own_ports: set[int]) -> None:
    with serving(Stub(answer), own_ports) as stub, pytest.raises(ReaderError, match="found twice something"):
        read_with(stub)
    assert len(stub.asked) == 2


def test_an_http_error_is_told_with_its_words(own_ports: set[int]) -> None:
    with (
        serving(Stub(b"no such model", status=404), own_ports) as stub,
        pytest.raises(ReaderError, match="HTTP 404: no such model"),
    ):
        read_with(stub)
    assert len(stub.asked) == 1


def test_something_else_than_a_completion_is_told(own_ports: set[int]) -> None:
    with (
        serving(Stub(b"<html>hello</html>"), own_ports) as stub,
        pytest.raises(ReaderError, match="check the address"),
    ):
        read_with(stub)


def test_a_slow_model_is_given_up(own_ports: set[int]) -> None:
    with (
        serving(Stub(GOOD, hangs=True), own_ports) as stub,
        pytest.raises(ReaderError, match=r"within 0\.2 s"),
    ):
        read(REPORT, claims=LlmClaims(stub.address, model="my-model", timeout=0.2))


def test_no_endpoint_is_told(own_ports: set[int]) -> None:
    with serving(Stub(GOOD), own_ports) as stub:
        gone = stub.address
    with pytest.raises(ReaderError, match="is the endpoint running"):
        read(REPORT, claims=LlmClaims(gone, model="my-model", timeout=5))


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/v1",
        "https://10.0.0.7/v1",
        "http://127.0.0.1.example.org/v1",
        "http://[2001:db8::1]/v1",
    ],
)
def test_another_machine_is_refused_unless_allowed(address: str) -> None:
    with pytest.raises(InputError, match="is not this machine"):
        LlmClaims(address, model="my-model")
    assert not Chat(address, model="my-model", allow_remote=True).is_local


@pytest.mark.parametrize("address", ["http://localhost:8080/v1", "http://127.0.0.1/v1", "http://[::1]:1/v1"])
def test_this_machine_needs_no_permission(address: str) -> None:
    assert Chat(address, model="my-model").is_local


@pytest.mark.parametrize(
    "address", ["", "127.0.0.1:8080", "file:///etc/passwd", "http://", "http://me:secret@127.0.0.1/v1"]
)
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(InputError, match="wanted an address"):
        LlmClaims(address, model="my-model")


def test_what_is_meant_for_this_machine_goes_to_no_proxy(
    own_ports: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with serving(Stub(GOOD), own_ports) as stub:
        assert read_with(stub).events


def test_a_key_is_shown_to_nobody() -> None:
    assert "secret" not in repr(Chat("http://127.0.0.1/v1", model="my-model", key="secret"))


def test_a_reader_goes_to_other_processes(own_ports: set[int]) -> None:
    with serving(Stub(GOOD), own_ports) as stub:
        sent = pickle.dumps(LlmClaims(stub.address, model="my-model", timeout=5))
        reader = pickle.loads(sent)  # noqa: S301 - our own
        assert read(REPORT, claims=reader).events


def test_a_long_report_is_asked_about_in_parts(own_ports: set[int]) -> None:
    long = "\n\n".join([REPORT.split("\n")[0], *(f"وصف السكان اليوم {n} طويلا. " * 60 for n in range(10))])
    with serving(Stub({"statements": [], "events": []}), own_ports) as stub:
        read(long, claims=LlmClaims(stub.address, model="my-model", timeout=5))
    assert len(stub.asked) > 1
    numbers = [
        n for asked in stub.asked for n in re.findall(r"^\[(\d+)\]", asked["messages"][1]["content"], re.M)
    ]
    assert numbers == [str(n) for n in range(11)]


# ------------------------------------------------------------------ the codebook


def test_the_codebook_that_models_see_is_the_page_of_the_docs() -> None:
    """After a change: cp docs/codebook.md src/tarjih/readers/codebook.md."""
    assert codebook() == (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")


def test_the_codebook_defines_every_type_and_every_value() -> None:
    types = {line.split("\t")[0] for line in read_text("event_types.tsv").splitlines()[1:]}
    assert set(re.findall(r"^\| `(\w+)` \|", codebook(), re.M)) == types
    for values in (Certainty, Mode, Status):
        assert [value for value in get_args(values) if f"`{value}`" not in codebook()] == []
