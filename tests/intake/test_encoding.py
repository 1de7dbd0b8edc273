"""Bytes to text by evidence."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarjih.errors import EncodingError, InputError
from tarjih.intake.encoding import decode, refuse_binary, utf16_name

ARABIC = (
    "قصف على أطراف بلدة النهر\n\n"
    "قال سكان في بلدة النهر إن قصفا متقطعا طال أطراف البلدة منذ الفجر، وإن عائلات غادرت منازلها.\n"
)


def test_utf8_is_read_without_a_word() -> None:
    assert decode(ARABIC.encode()) == decode(codecs.BOM_UTF8 + ARABIC.encode())
    assert decode(ARABIC.encode()).notes == ()


@pytest.mark.parametrize("name", ["windows-1256", "iso-8859-6", "utf-16-le", "utf-16-be"])
def test_undeclared_encodings_are_found_and_told(name: str) -> None:
    raw = ARABIC.encode(name)
    found = decode(raw)
    assert (found.text, found.encoding) == (ARABIC, name)
    assert found.notes == (f"encoding not declared; read as {name}",)


@pytest.mark.parametrize("name", ["utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed(name: str) -> None:
    found = decode(ARABIC.encode(name))
    assert found.text == ARABIC
    assert found.encoding.startswith(name)
    assert found.notes == ()


@pytest.mark.parametrize("word", ["قتلى", "غارة جوية", "مقتل 3 في هجوم"])
def test_a_short_headline_in_windows_1256_is_recognised(word: str) -> None:
    assert decode(word.encode("windows-1256")).text == word


@pytest.mark.parametrize("text", ["Le président a été élu à l’aube", "Señor Müller fährt", "ÄPFEL GROSS"])
def test_western_text_is_not_taken_for_arabic(text: str) -> None:
    found = decode(text.encode("windows-1252"))
    assert (found.text, found.encoding) == (text, "windows-1252")


def test_ascii_in_utf16_is_not_taken_for_utf8() -> None:
    assert decode(b"a\0b\0c\0d\0").text == "abcd"


def test_a_right_declaration_needs_no_note() -> None:
    assert decode(ARABIC.encode("windows-1256"), declared="windows-1256").notes == ()


def test_a_wrong_declaration_is_told_and_not_followed() -> None:
    found = decode(ARABIC.encode("windows-1256"), declared="utf-8")
    assert (found.text, found.notes) == (ARABIC, ("encoding declared as utf-8; read as windows-1256",))
    found = decode(ARABIC.encode(), declared="windows-1256")
    assert (found.text, found.notes) == (ARABIC, ("encoding declared as windows-1256; read as utf-8",))


@pytest.mark.parametrize("declared", ["no-such-encoding", "rot13", "\0", "hex", ""])
def test_a_declaration_that_is_none_does_no_harm(declared: str) -> None:
    assert decode(ARABIC.encode("windows-1256"), declared=declared).text == ARABIC


def test_one_broken_byte_does_not_turn_utf8_into_something_else() -> None:
    found = decode(ARABIC.encode() + b"\xd9")
    assert (found.text, found.encoding) == (ARABIC + "\ufffd", "utf-8")
    assert found.notes == ("1 broken sequence of utf-8 read as U+FFFD",)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", "a PDF file"),
        (b"PK\x03\x04\x14\x00\x06\x00", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture"),
        (bytes(range(256)) * 20, "binary data"),
        (b"\0" * 4000, "binary data"),
        (b"\x81\x8d\x8f\x90\x9d" * 9, "bytes in no encoding"),
    ],
)
def test_binary_data_is_refused_in_one_line(raw: bytes, kind: str) -> None:
    with pytest.raises(EncodingError, match=f"wanted text in .* found {kind}.*; ") as caught:
        decode(raw)
    assert "\n" not in str(caught.value)


def test_the_beginning_is_enough_to_refuse_a_picture() -> None:
    with pytest.raises(EncodingError):
        refuse_binary(b"\xff\xd8\xff\xe0")
    assert utf16_name("نص عربي قصير".encode("utf-16-be")) == "utf-16-be"


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        assert isinstance(decode(raw).text, str)
    except InputError as error:
        message = str(error)
    else:
        message = "wanted"
    assert "wanted" in message


@given(st.text(max_size=200).filter(lambda text: "\0" not in text))
def test_utf8_text_comes_back_as_it_was(text: str) -> None:
    raw = text.encode()
    if (
        utf16_name(raw) is None
        and not text.startswith(("\ufeff", "%PDF-"))
        and sum(c < " " for c in text) < 2
    ):
        assert decode(raw).text == text
