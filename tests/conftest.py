"""What holds for every test: no network, no chance."""

import socket

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "tarjih",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("tarjih")


@pytest.fixture
def own_ports() -> set[int]:
    """Ports of this machine on which the test itself has started a server."""
    return set()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch, own_ports: set[int]) -> None:
    """Refuse every connection but those to a local socket file, or to a server of the test's own."""
    connect = socket.socket.connect

    def connect_locally(self: socket.socket, address: object) -> None:
        own = isinstance(address, tuple) and address[0] == "127.0.0.1" and address[1] in own_ports
        if self.family != getattr(socket, "AF_UNIX", None) and not own:
            raise AssertionError(f"wanted no network in a test, found a connection to {address!r}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_locally)
