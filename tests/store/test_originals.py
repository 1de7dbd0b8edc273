import hashlib
import stat
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tarjih.errors import CaseError
from tarjih.store.originals import Originals


def test_bytes_lie_under_their_hash_and_are_read_only(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    sha256 = originals.keep("نص".encode())
    path = tmp_path / sha256[:2] / sha256
    assert sha256 == hashlib.sha256("نص".encode()).hexdigest()
    assert path.read_bytes() == "نص".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o444


def test_the_same_bytes_are_written_once(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    sha256 = originals.keep(b"one")
    before = originals.path(sha256).stat()
    assert originals.keep_all([b"one", b"one"]) == [sha256, sha256]
    after = originals.path(sha256).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@settings(max_examples=30)  # each call waits for the disk
@given(
    st.lists(
        st.tuples(st.sampled_from(["keep", "keep_all", "read", "clear"]), st.binary(max_size=40)), max_size=20
    )
)
def test_no_sequence_of_calls_changes_an_original(calls: list[tuple[str, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        originals = Originals(Path(folder))
        kept: dict[str, bytes] = {}
        for call, raw in calls:
            if call == "keep":
                kept[originals.keep(raw)] = raw
            elif call == "keep_all":
                kept.update(zip(originals.keep_all([raw, raw[::-1]]), [raw, raw[::-1]], strict=True))
            elif call == "clear":
                originals.clear_incoming()
            elif hashlib.sha256(raw).hexdigest() in kept:
                originals.read(hashlib.sha256(raw).hexdigest())
            assert {sha256: originals.read(sha256) for sha256 in kept} == kept
            assert all(stat.S_IMODE(originals.path(s).stat().st_mode) == 0o444 for s in kept)


def flip_a_bit(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[0] ^= 1
    path.chmod(0o644)
    path.write_bytes(raw)


def test_one_flipped_bit_is_found_when_the_original_is_read(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    sha256 = originals.keep(b"one")
    flip_a_bit(originals.path(sha256))
    with pytest.raises(CaseError, match="as it came in, found other bytes"):
        originals.read(sha256)


def test_a_shortened_original_is_refused_and_not_overwritten(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    path = originals.path(originals.keep(b"one"))
    path.chmod(0o644)
    path.write_bytes(b"on")
    with pytest.raises(CaseError, match="nothing was overwritten"):
        originals.keep(b"one")
    assert path.read_bytes() == b"on"


def test_a_missing_original_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="found no such file"):
        Originals(tmp_path).read("a" * 64)


@pytest.mark.parametrize("name", ["", "../case.db", "A" * 64, "a" * 63, "a" * 63 + "/", "a" * 64 + "\n"])
def test_a_name_that_is_no_hash_leads_nowhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        Originals(tmp_path).path(name)


def test_what_an_interrupted_run_left_is_cleared_and_never_taken_for_an_original(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    (tmp_path / "incoming").mkdir()
    (tmp_path / "incoming" / f"{hashlib.sha256(b'one').hexdigest()}.123").write_bytes(b"o")
    originals.clear_incoming()
    assert list((tmp_path / "incoming").iterdir()) == []
    assert originals.read(originals.keep(b"one")) == b"one"
