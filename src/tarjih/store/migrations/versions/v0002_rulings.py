"""What a decision says, as JSON: `decisions.ruling`, empty for a report that is taken out."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("decisions", sa.Column("ruling", sa.Text))
