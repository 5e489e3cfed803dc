"""Every form of the site, with as many fields, and fields as long, as are taken at all."""

from __future__ import annotations

from typing import Any

from bench.dear_documents import ADDRESSEE, CASE, ROOM, TEMPLATE
from bench.desk import Desk
from bench.kinds import PILE, Requests

_VALUES: dict[str, Any] = {
    "addressee_path": ADDRESSEE,
    "case_path": CASE,
    "document_path": CASE,
    "template_path": TEMPLATE,
}
_BY_NAME = {
    "number": 2,
    "key": "1",
    "secret": "x" * 40,
    "token": "x" * 40,
    "language": "ru",
    "word": "case",
}
_LAST = ("workroom.account.sign_out_everywhere", "security.logout")
"""They end the session."""
BUTTONS = frozenset(
    {
        "security.change_password",
        "security.logout",
        "security.mf_recovery",
        "security.mf_recovery_codes",
        "security.tf_select",
        "security.two_factor_rescue",
        "security.two_factor_setup",
        "security.two_factor_setup_validate",
        "security.two_factor_token_validation",
        "security.verify",
        "security.wan_delete",
        "security.wan_register",
        "security.wan_register_response",
        "security.wan_signin",
        "security.wan_signin_response",
        "security.wan_verify",
        "security.wan_verify_response",
        "workroom.account.recovery_codes",
        "workroom.account.sign_out_everywhere",
        "workroom.lifting.lift",
        "workroom.making.duplicate",
        "workroom.making.new",
        "workroom.missing.leave_out",
        "workroom.organisers.add",
        "workroom.organisers.change_role",
        "workroom.organisers.deactivate",
        "workroom.organisers.new_link",
        "workroom.organisers.reactivate",
        "workroom.organisers.reset_second_factor",
        "workroom.publications.undo",
        "workroom.revisions.restore",
        "workroom.reviewing.review",
        "workroom.today.keep",
        "workroom.verifying.verify",
        "workroom.welcome.set_password",
        "workroom.withdrawing.discard",
        "workroom.withdrawing.withdraw",
    }
)
"""Forms whose cost no typed text changes, beside its being read: `every_form` shows it."""
_NAMES = ("name", "address", "email", "password", "again", "code", "note", "title", "url", "text")


def rules(desk: Desk) -> dict[str, str]:
    """Return an address of each form of the site, by its endpoint: of all languages one."""
    found: dict[str, str] = {}
    adapter = desk.app.url_map.bind("localhost")
    for rule in desk.app.url_map.iter_rules():
        language, _, endpoint = rule.endpoint.partition(".")
        if "POST" not in (rule.methods or ()):
            continue
        name = endpoint if len(language) == 2 else rule.endpoint
        values = {argument: _value(rule, argument) for argument in rule.arguments}
        found.setdefault(name, adapter.build(rule.endpoint, values))
    return dict(sorted(found.items(), key=lambda each: each[0] in _LAST))


def _value(rule: Any, argument: str) -> Any:
    if argument == "slug":
        return "whatsapp-nine"
    if argument == "path":
        converter = next(name for name in _VALUES if f"<{name}:path>" in rule.rule)
        return _VALUES[converter]
    return _BY_NAME[argument]


def every_form(desk: Desk) -> Requests:
    """Yield for each form of the site as many fields, and fields as long, as are taken at all."""
    from app.limits import (
        LARGEST_REQUEST,
        LARGEST_REQUEST_OF_WORKROOM,
        MOST_FIELDS,
        MOST_FIELDS_OF_WORKROOM,
    )

    for endpoint, path in rules(desk).items():
        is_room = path.startswith(ROOM)
        largest = LARGEST_REQUEST_OF_WORKROOM if is_room else LARGEST_REQUEST
        most = MOST_FIELDS_OF_WORKROOM if is_room else MOST_FIELDS
        bodies: dict[str, dict[str, Any]] = {
            "many fields": {f"facts-{number}-text-en": "a" for number in range(most - 20)},
            "one field many times": {"document": [f"a{number}" for number in range(most - 20)]},
            "long": {"text": "a b\n" * (largest // 8)},
            "marks": dict.fromkeys(_NAMES, PILE[:20000]),
        }
        if endpoint in ("security.logout",):
            bodies = {"marks": bodies["marks"]}
        for name, body in bodies.items():
            yield f"{endpoint}: {name}", desk.ask(path, data=body)
