"""What is served"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is served"""
    op.create_table(
        "served_document",
        sa.Column("path", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_served_document")),
    )
