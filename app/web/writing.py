"""The form for a letter, its preview, and what comes of it."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain

from flask import Blueprint, Response, abort, make_response, render_template, request
from werkzeug.datastructures import MultiDict

from app.content.languages import ENGLISH
from app.content.library.library import NoSuchDocument
from app.content.model.case import Case
from app.content.text.messages import Refusal
from app.content.texts import printed_table
from app.letters.aligned import Aligned, aligned
from app.letters.copies import copies_for
from app.letters.envelope import EnvelopeTooSmall, envelope_of
from app.letters.label_sheet import LabelTooSmall, NoLabel, StartBeyondSheet, TooManyLabels
from app.letters.order import Order, refusals
from app.letters.press import TooManyPages
from app.letters.sender_errors import SenderError
from app.letters.stationery import STATIONERIES
from app.letters.turns import Busy
from app.web import busy
from app.web.cases import public_case
from app.web.countries import country_options
from app.web.current import library, limits, today
from app.web.languages import current_language, offered
from app.web.letter_form import SEEDS, LetterForm
from app.web.offered import cover_languages, unchecked, usual_language, why_no_letter, writable
from app.web.packs import EMPTY, Pack, others
from app.web.preview import Preview, preview
from app.web.ways import WAYS, calibration_page, to_print
from app.web.wording import mark_of_address, message

writing = Blueprint("writing", __name__)

_OF_A_CASE = ("addressee", "copy", "demand", "words", "seed", "collected", "collect", "next_case")
"""What a form doesn't take along to the next case."""
_FIELDS: dict[type[Refusal], str] = {
    EnvelopeTooSmall: "envelope",
    LabelTooSmall: "sheet",
    NoLabel: "labels_each",
    TooManyLabels: "labels_each",
    StartBeyondSheet: "first_label",
}
"""By which field it is said that something doesn't go on an envelope or a label."""


@writing.get("/cases/<slug>/letter")
def form(slug: str) -> Response:
    """Show the form, with the addressee that the address names and a preview."""
    case = public_case(slug)
    found = writable(case)
    asked = [each for each in request.args.getlist("addressee") if each in found]
    asked = asked or list(found)[:1]
    language = usual_language(found[asked[0]] if asked else ())
    return _page(case, LetterForm(addressee=asked, language=language), EMPTY)


@writing.post("/cases/<slug>/letter")
def send(slug: str) -> Response:
    """Answer with what was asked for; with the page, if that is it or something is wrong."""
    case = public_case(slug)
    typed, pack = LetterForm(request.form), Pack.read(request.form.getlist("collected"))
    typed.validate()
    if "calibration" in request.form and not typed.stationery.errors:
        return calibration_page(STATIONERIES[typed.stationery.data])
    if "reword" in request.form:
        typed.seed.data = secrets.randbelow(SEEDS)
    if number := request.form.get("remove", type=int):
        pack = pack.without(number - 1)
    order = typed.order(case)
    for name, refusal in refusals(library(), order, today(), limits()):
        typed.refuse(name, message(refusal))
    for refusal in pack.refusals(order):
        typed.refuse("", message(refusal))
    is_spent = False
    is_shown = request.form.keys() & {"preview", "reword", "remove"}
    if not typed.errors and not is_shown:
        try:
            return _answer(typed, pack, order)
        except TooManyPages as refusal:  # as much was laid out as one request may cost
            typed.refuse("", message(refusal))
            is_spent = True
        except Refusal as refusal:
            typed.refuse(_field_of(refusal), message(refusal))
        except Busy:
            return _page(case, typed, pack, is_busy=True)
    answer = _page(case, typed, pack, has_preview=not is_spent)
    if typed.errors:
        answer.status_code = 422
    return answer


def _field_of(refusal: Refusal) -> str:
    """Return by which field it is said, "" for none."""
    if isinstance(refusal, SenderError):
        return refusal.field
    return _FIELDS.get(type(refusal), "")


def _answer(typed: LetterForm, pack: Pack, order: Order) -> Response:
    if "collect" in request.form:
        return _next_case(pack.with_order(order))
    way = next((way for name, way in WAYS.items() if name in request.form), to_print)
    return way(pack.orders(order), typed)


def _next_case(pack: Pack) -> Response:
    """Return the form for another case, the sender's part of it filled in as before.

    Raises NoSuchDocument for a case for which no letters are written.
    """
    slug = request.form.get("next_case", "")
    if slug not in others("", pack):
        raise NoSuchDocument(what="case", slug=slug)
    case = library().case(slug)
    kept = MultiDict((key, value) for key, value in request.form.items(multi=True))
    for name in _OF_A_CASE:
        kept.poplist(name)
    slug, languages = next(iter(writable(case).items()))
    kept["addressee"] = slug
    if kept.get("language") not in languages:
        kept["language"] = usual_language(languages)
    kept["seed"] = str(secrets.randbelow(SEEDS))
    return _page(case, LetterForm(kept), pack)


@writing.get("/calibration/<slug>.pdf")
def calibration(slug: str) -> Response:
    """Answer with the calibration page of a stationery."""
    if slug not in STATIONERIES:
        abort(404)
    return calibration_page(STATIONERIES[slug])


def _page(
    case: Case, form: LetterForm, pack: Pack, *, is_busy: bool = False, has_preview: bool = True
) -> Response:
    """Return the page with what was typed; without the preview if others have every turn."""
    of_case, order = library().addressees_of(case), form.order(case)
    found = writable(case, order.demands)
    copies = copies_for(library(), case, order.sender.country, today())
    first = library().addressees.get(next(iter(order.addressees), ""))
    copy_languages = {each.slug: cover_languages((first or each).label, each) for each in copies}
    shown = None
    if has_preview and not is_busy:
        try:
            shown = preview(library(), order, form.errors, today(), limits())
        except Busy:
            is_busy = True
    page = render_template(
        "letter.html",
        case=case,
        form=form,
        order=order,
        pack=pack,
        others=others(case.slug, pack),
        why_no_letter=why_no_letter(case),
        unchecked=unchecked(case),
        today=today(),
        writable=found,
        askable=library().askable(case, today()),
        copies=[each for each in copies if copy_languages[each.slug]],
        copy_languages=copy_languages,
        embassies=[each for each in of_case if each.is_postable and each.serves],
        labels={slug: each.label for slug, each in library().addressees.items()},
        stationeries=STATIONERIES,
        stationery_names=printed_table("stationery", current_language()),
        envelope_of=envelope_of,
        country_options=country_options,
        mark_of_address=partial(mark_of_address, today=today(), limits=limits()),
        unpostable=[addressee for addressee in of_case if not addressee.is_postable],
        reviewed=_reviewed(case, found.values()),
        source_language=ENGLISH,
        preview=shown,
        beside=_beside(shown),
        busy=busy.said() if is_busy else "",
    )
    return busy.answer(page) if is_busy else make_response(page)


def _beside(shown: Preview | None) -> list[Aligned]:
    """Return each letter previewed beside itself in the language of the page."""
    if shown is None:
        return []
    return aligned(library(), shown.order, current_language(), today(), limits())


def _reviewed(case: Case, found: Iterable[Sequence[str]]) -> Mapping[str, bool]:
    """Return, by language of any letter found, whether a native speaker has read its texts."""
    templates, languages = library().letter_templates, set(chain(*found))
    return {
        language: case.reviewed[language] and templates[Order.template, language].reviewed
        for language in offered()
        if language in languages
    }
