"""The workroom: the pages of those who sign in to edit.

Its packages, from the ground up: `access` (who may come in), `forms` (fields and their values),
`documents` (what is edited, and every saved state of it), `editors`, `publishing`, `accounts`,
`site` (what is set for the whole site) and `today`. Each says what it may import. Below all of
them, `kinds` says where each kind of document has its pages.
"""

from flask import Flask

from app.config import Config


def init_app(app: Flask, config: Config) -> None:
    """Add the workroom to the site."""
    from app.web.workroom.access import guard
    from app.web.workroom.accounts import account, accounts, organisers, welcome
    from app.web.workroom.documents import (
        conflict_resolution,
        conflicts,
        document_lists,
        making,
        reviewing,
        revisions,
        withdrawing,
    )
    from app.web.workroom.editors import (
        addressee_form,
        case_form,
        letter_template_page,
        text_editor,
        translating,
        verifying,
    )
    from app.web.workroom.publishing import (
        letters_before_and_after,
        proofs,
        publications,
        publishing,
    )
    from app.web.workroom.site import audit, organisers_guide, settings
    from app.web.workroom.today import lifting, missing, today

    accounts.init_app(app, config)
    guard.init_app(
        app,
        (
            today.today_page,
            lifting.lifting,
            missing.missing,
            account.account,
            conflicts.conflicts,
            conflict_resolution.conflict_resolution,
            document_lists.documents,
            making.making,
            withdrawing.withdrawing,
            letters_before_and_after.letters,
            publishing.publishing,
            publications.publications,
            revisions.revisions,
            settings.settings,
            organisers_guide.organisers_guide,
            welcome.welcome,
            organisers.organisers,
            audit.audit,
            addressee_form.addressee_form,
            case_form.case_form,
            text_editor.text_editor,
            letter_template_page.letter_templates,
            proofs.proofs,
            reviewing.reviewing,
            translating.translating,
            verifying.verifying,
        ),
    )
