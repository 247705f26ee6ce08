"""`schema`: what editors complete content files with."""

from __future__ import annotations

from tests.cli.program import Here
from tests.real_content import ROOT

KEPT = sorted((ROOT / "docs" / "schema").iterdir())


def test_the_schemas_in_the_repository_are_those_of_the_program(bare: Here) -> None:
    bare.run("schema", "written")
    written = {path.name: path.read_text(encoding="utf-8") for path in (bare.folder / "written").iterdir()}

    assert {path.name: path.read_text(encoding="utf-8") for path in KEPT} == written


def test_each_schema_that_was_written_is_named(bare: Here) -> None:
    ran = bare.run("schema", "written")

    assert sorted(line.rpartition("/")[2] for line in ran.out.splitlines()) == [path.name for path in KEPT]
