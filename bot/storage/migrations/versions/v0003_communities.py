"""What moderators decide about their communities, and whom we leave alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    """Makes the tables of communities, and a column of people."""
    op.add_column("people", sa.Column("left_alone", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "communities",
        _community(primary_key=True),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("left", sa.Date),
    )
    op.create_table(
        "settings",
        _community(primary_key=True),
        sa.Column("key", sa.String(40), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "answers",
        _community(primary_key=True),
        sa.Column("answer", sa.String(48), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("live", sa.Text, nullable=False),
        sa.Column("draft", sa.Text, nullable=False),
        sa.Column("wordings", sa.Text, nullable=False),
        sa.Column("author", sa.String(100), nullable=False, index=True),
        sa.Column("updated", sa.Date, nullable=False),
    )
    op.create_table(
        "earlier_texts",
        _number(),
        _community(),
        sa.Column("answer", sa.String(48), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("author", sa.String(100), nullable=False, index=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("refused", sa.Boolean, nullable=False),
    )
    op.create_index("ix_earlier_texts_answer", "earlier_texts", ["community", "answer"])
    op.create_table(
        "gaps",
        _number(),
        _community(),
        sa.Column("text", sa.String(200), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("last", sa.Date, nullable=False, index=True),
        sa.Column("ignored", sa.Boolean, nullable=False),
    )
    op.create_index("ix_gaps_text", "gaps", ["community", "text"], unique=True)
    op.create_table(
        "counts",
        _community(primary_key=True),
        sa.Column("week", sa.Date, primary_key=True),
        sa.Column("counted", sa.String(20), primary_key=True),
        sa.Column("topic", sa.String(48), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_table(
        "acts",
        _number(),
        _community(index=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("person", sa.String(100), nullable=False, index=True),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("about", sa.String(100), nullable=False),
    )


def _community(*, primary_key: bool = False, index: bool = False) -> sa.Column[str]:
    return sa.Column("community", sa.String(100), primary_key=primary_key, nullable=False, index=index or None)


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, primary_key=True, autoincrement=True)
