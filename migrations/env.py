"""Alembic's door to our tables; `app.records.database.migrate` hands the connection in."""

from alembic import context

from app.records import (  # noqa: F401 - they make the tables
    audit,
    ended_session,
    finished_proof,
    organiser,
    revision,
    served,
    setting,
)
from app.records.database import Model

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Model.metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the caller's transaction holds all steps, and commits
)
context.run_migrations()
