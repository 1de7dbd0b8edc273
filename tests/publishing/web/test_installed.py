"""The packed wheel alone, beside its dependencies, serves its pages with styles, scripts and fonts."""

import http.client
import os
import re
import socket
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SERVE = """
import socket, sys
from pathlib import Path
import uvicorn
import tarjih
from tarjih.publishing.commands.demo import make_sample
from tarjih.publishing.web.app import make_app
from tarjih.publishing.web.desk import Desk

case = Path(sys.argv[1])
make_sample(case)
desk = Desk(case)
desk.refresh()
listening = socket.socket(fileno=int(sys.argv[2]))
host = "127.0.0.1:%d" % listening.getsockname()[1]
print(Path(tarjih.__file__).parent, flush=True)
uvicorn.Server(uvicorn.Config(make_app(desk, hosts=[host]), log_level="warning")).run([listening])
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel holds, and nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    environment = os.environ | {"TARJIH_PURE": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


@pytest.fixture
def port(installed: Path, tmp_path: Path, own_ports: set[int]) -> Iterator[int]:
    """The port of a server that runs from the wheel, in a Python that sees the dependencies and no source."""
    # A folder on PYTHONPATH runs no .pth file, so the editable installation of the sources is not seen.
    paths = os.pathsep.join([str(installed), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    environment = {**os.environ, "PYTHONPATH": paths, "HOME": str(tmp_path)}
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        number = listening.fileno()
        command = [sys.executable, "-S", "-c", SERVE, str(tmp_path / "case"), str(number)]
        with subprocess.Popen(
            command, cwd=tmp_path, env=environment, pass_fds=[number], stdout=subprocess.PIPE, text=True
        ) as server:
            assert server.stdout is not None
            assert Path(server.stdout.readline().strip()) == installed / "tarjih"
            own_ports.add(listening.getsockname()[1])
            yield listening.getsockname()[1]
            server.terminate()
            server.stdout.close()


def get(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status == 200, (path, answer.status)
    return body


@pytest.mark.slow
def test_the_packed_wheel_serves_its_pages_with_styles_scripts_and_fonts(port: int) -> None:
    linked = set()
    for path in ("", "library", "events", "chains", "actors", "map", "judgement", "review", "try", "help"):
        for language in ("ar", "en"):
            page = get(port, f"/{language}/{path}").decode()
            assert 'id="main"' in page
            linked |= set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    assert {"/static/main.css", "/static/main.js", "/static/reader.js", "/static/map.js"} <= linked
    files = {path: get(port, path) for path in sorted(linked)}
    fonts = set(re.findall(r"/static/fonts/[\w.-]+\.woff2", files["/static/main.css"].decode()))
    assert len(fonts) == 5
    assert all(get(port, font).startswith(b"wOF2") for font in fonts)
    assert get(port, "/static/countries-50m.json").startswith(b"{")
