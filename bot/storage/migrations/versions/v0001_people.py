"""The language that a person chose."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    """Makes the table of people."""
    op.create_table(
        "people",
        sa.Column("person", sa.String(100), primary_key=True),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("updated", sa.Date, nullable=False),
    )
