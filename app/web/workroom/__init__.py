"""The workroom: the pages of those who sign in to edit."""

from flask import Flask

from app.config import Config


def init_app(app: Flask, config: Config) -> None:
    """Add the workroom to the site."""
    from app.web.workroom import (
        account,
        accounts,
        addressee_form,
        audit,
        case_form,
        conflicts,
        documents,
        guide,
        letter_templates,
        letters,
        making,  # noqa: F401 - adds its pages to documents
        organisers,
        plain_text,
        proofs,
        publications,  # noqa: F401 - adds its pages to publishing
        publishing,
        reviewing,
        revisions,
        room,
        room_left,
        settings,
        settling,  # noqa: F401 - adds its page to conflicts
        today,
        translating,
        verifying,
        welcome,
        withdrawing,  # noqa: F401 - adds its pages to documents
    )

    accounts.init_app(app, config)
    room_left.init_app(app)
    room.init_app(
        app,
        (
            today.today,
            account.account,
            conflicts.conflicts,
            documents.documents,
            letters.letters,
            publishing.publishing,
            revisions.revisions,
            settings.settings,
            guide.guide,
            welcome.welcome,
            organisers.organisers,
            audit.audit,
            addressee_form.addressee_form,
            case_form.case_form,
            plain_text.plain_text,
            letter_templates.letter_templates,
            proofs.proofs,
            reviewing.reviewing,
            translating.translating,
            verifying.verifying,
        ),
    )
