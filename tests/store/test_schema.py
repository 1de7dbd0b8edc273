from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tarjih.store import tables
from tarjih.store.database import connect
from tarjih.store.schema import HEAD, _settings, find_version, is_older, upgrade


def make_empty_and_upgrade(database: Path) -> sa.Engine:
    engine = connect(database)
    with engine.connect() as connection, connection.execution_options(writing=True).begin():
        upgrade(connection)
    return engine


def test_migrations_make_exactly_the_tables_of_the_metadata(tmp_path: Path) -> None:
    engine = make_empty_and_upgrade(tmp_path / "case.db")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []
    engine.dispose()


def test_migrations_name_the_constraints_as_the_metadata_does(tmp_path: Path) -> None:
    engine = make_empty_and_upgrade(tmp_path / "case.db")
    by_metadata = sa.create_engine("sqlite://")
    tables.metadata.create_all(by_metadata)

    def names(source: sa.Engine) -> dict[str, object]:
        looked = sa.inspect(source)
        return {
            table: (
                looked.get_pk_constraint(table)["name"],
                sorted(str(key["name"]) for key in looked.get_foreign_keys(table)),
                sorted(str(unique["name"]) for unique in looked.get_unique_constraints(table)),
                sorted(str(index["name"]) for index in looked.get_indexes(table)),
            )
            for table in tables.metadata.tables
        }

    assert names(engine) == names(by_metadata)
    engine.dispose()
    by_metadata.dispose()


def test_head_is_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(_settings()).get_heads() == [HEAD]


def test_upgrading_twice_changes_nothing(tmp_path: Path) -> None:
    engine = make_empty_and_upgrade(tmp_path / "case.db")
    before = find_version(tmp_path / "case.db")
    make_empty_and_upgrade(tmp_path / "case.db").dispose()
    assert before == find_version(tmp_path / "case.db") == HEAD
    engine.dispose()


@pytest.mark.parametrize("version", [HEAD, "9999", "", "0001; drop"])
def test_only_a_version_before_todays_counts_as_older(version: str) -> None:
    assert not is_older(version)


def test_an_upgrade_prints_and_logs_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    make_empty_and_upgrade(tmp_path / "case.db").dispose()
    out, err = capfd.readouterr()
    assert (out, err) == ("", "")
    assert [r for r in caplog.records if r.levelname != "INFO"] == []
