"""Functions for engines to run; in a module, so that another process can find them."""

import os
import signal

from tarjih.errors import InputError


def double(number: int) -> int:
    return number * 2


def name(number: int) -> str:
    return f"report-{number}"


def stumble(number: int) -> int:
    """Fail in the ways a report can: foreseen on 3, unforeseen on 5, deep on 8, without memory on 9."""
    if number == 3:
        raise InputError("wanted a report,\nfound none: give one")
    if number == 5:
        raise KeyError("no such\nkey " + "x" * 1000)
    if number == 8:
        return stumble(number)
    if number == 9:
        raise MemoryError
    return number


def die(number: int) -> int:
    """Take the whole process down on 6 and 13."""
    if number in {6, 13}:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def give_what_cannot_be_sent(number: int) -> object:
    return (lambda: number) if number == 4 else number


def parity(number: int) -> str:
    return "odd" if number % 2 else "even"


def add_up(key: str, numbers: list[int]) -> tuple[str, int]:
    if key == "odd" and 7 in numbers:
        raise InputError("wanted other numbers, found 7: leave it out")
    return key, sum(numbers)


def tell_process(number: int) -> int:
    return os.getpid()
