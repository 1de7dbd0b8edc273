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


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection but those to a local socket file."""
    connect = socket.socket.connect

    def connect_locally(self: socket.socket, address: object) -> None:
        if self.family != getattr(socket, "AF_UNIX", None):
            raise AssertionError(f"wanted no network in a test, found a connection to {address!r}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_locally)
