"""First tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Layers, what they hold, and the log of their revisions."""
    op.create_table(
        "layer",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("checksum", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("loaded_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_layer"),
    )
    op.create_table(
        "domain",
        sa.Column("layer", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["layer"], ["layer.name"], name="fk_domain_layer"),
        sa.PrimaryKeyConstraint("layer", "id", name="pk_domain"),
    )
    op.create_table(
        "source",
        sa.Column("layer", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["layer"], ["layer.name"], name="fk_source_layer"),
        sa.PrimaryKeyConstraint("layer", "id", name="pk_source"),
    )
    op.create_table(
        "concept",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("layer", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("entry_status", sa.String(), nullable=False),
        sa.Column("reviewed", sa.String(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["layer"], ["layer.name"], name="fk_concept_layer"),
        sa.PrimaryKeyConstraint("number", name="pk_concept"),
        sa.UniqueConstraint("id", "layer", name="uq_concept_id_layer"),
    )
    op.create_index("ix_concept_domain_id", "concept", ["domain", "id"])
    op.create_table(
        "term",
        sa.Column("concept", sa.Integer(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("reading", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=True),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["concept"], ["concept.number"], name="fk_term_concept"),
        sa.PrimaryKeyConstraint("concept", "lang", "position", name="pk_term"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pitfall",
        sa.Column("layer", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["layer"], ["layer.name"], name="fk_pitfall_layer"),
        sa.PrimaryKeyConstraint("layer", "id", name="pk_pitfall"),
    )
    op.create_table(
        "revision",
        sa.Column("layer", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("happened_at", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("program", sa.String(), nullable=False),
        sa.Column("checksum", sa.String(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Integer(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["layer"], ["layer.name"], name="fk_revision_layer"),
        sa.PrimaryKeyConstraint("layer", "number", name="pk_revision"),
    )
    for statement in _APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


_REFUSAL = "the log of revisions is append-only"
_APPEND_ONLY = {
    "sqlite": [
        f"CREATE TRIGGER revision_refuses_{event.lower()} BEFORE {event} ON revision BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        for event in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        f"CREATE FUNCTION revision_refusal() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
        "CREATE TRIGGER revision_refuses BEFORE UPDATE OR DELETE ON revision FOR EACH ROW EXECUTE FUNCTION revision_refusal()",
    ],
}
