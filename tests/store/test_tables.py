import datetime as dt

import pytest
import sqlalchemy as sa

from tarjih.store import tables


def test_every_column_has_a_type_that_postgresql_has_too() -> None:
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.schema import CreateTable

    made = [
        str(CreateTable(table).compile(dialect=postgresql.dialect()))
        for table in tables.metadata.sorted_tables
    ]
    assert len(made) == len(tables.metadata.tables) == 9


def test_every_constraint_has_a_name() -> None:
    """A later version could not change one without."""
    nameless = [
        f"{table.name}: {constraint}"
        for table in tables.metadata.tables.values()
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert nameless == []


def test_a_moment_of_any_zone_comes_back_as_the_same_moment_in_utc() -> None:
    there = dt.datetime(2019, 3, 9, 1, 30, tzinfo=dt.timezone(dt.timedelta(hours=3)))
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        back = connection.execute(sa.select(sa.literal(there, tables.Moment))).scalar_one()
    assert back == there
    assert back.tzinfo is dt.UTC
    engine.dispose()


def test_a_moment_without_a_zone_is_refused() -> None:
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection, pytest.raises(sa.exc.StatementError, match="needs its time zone"):
        connection.execute(sa.select(sa.literal(dt.datetime(2019, 3, 9), tables.Moment)))
    engine.dispose()
