"""Letters side by side, before and after: which of them changed, in words and as page images."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, Response, abort, render_template, request, url_for

from app.content.text.messages import Refusal
from app.letters.length import LetterTooLong, check_length
from app.letters.letter import Letter
from app.letters.png import page_images
from app.letters.press import press, to_pdf
from app.letters.stationery import DEFAULT_STATIONERY, STATIONERIES
from app.records.revision import Revision
from app.web.current import limits, today
from app.web.workroom.access.guard import needs
from app.web.workroom.documents.changes import Change
from app.web.workroom.documents.revisions import side
from app.web.workroom.documents.titles import title_of
from app.web.workroom.forms.whole_number import whole_number
from app.web.workroom.publishing.letters_compared import Compared, Letters, Pick
from app.web.workroom.publishing.looking import Look, look_at

letters = Blueprint("letters", __name__)

_MOST_KEYS = 100
_WIDTH = 620
"""Of a page's image, in pixels: twice as many as it is shown with."""


@dataclass(frozen=True)
class LettersToLookAt:
    """The letters of one case to one addressee, in all languages: what can be chosen to look at."""

    value: str
    name: str
    compared: tuple[Compared, ...]

    @property
    def outcome(self) -> str:
        """What becomes of them, if it is the same in every language; else that they change."""
        outcomes = {each.outcome for each in self.compared}
        return outcomes.pop() if len(outcomes) == 1 else "changed"

    @property
    def why_gone(self) -> str:
        """Why they can't be written any more."""
        return next((each.why_not_after for each in self.compared if each.why_not_after), "")


def choices(look: Look) -> list[LettersToLookAt]:
    """Return the letters that depend on what is looked at, those that change first."""
    grouped: dict[Pick, list[Compared]] = {}
    for each in look.letters:
        grouped.setdefault(replace(each.pick, language=""), []).append(each)
    found = [_choice(look, pick, compared) for pick, compared in grouped.items()]
    order = ["changed", "new", "gone", "same"]
    return sorted(found, key=lambda choice: order.index(choice.outcome))


def _choice(look: Look, pick: Pick, compared: Sequence[Compared]) -> LettersToLookAt:
    library = look.after if pick.addressee in look.after.addressees else look.before
    addressee = library.addressees[pick.addressee].label
    library = look.after if pick.case in look.after.cases else look.before
    name = f"To {addressee}: {library.cases[pick.case].title}"
    value = f"{pick.case}:{pick.addressee}:{pick.template}"
    return LettersToLookAt(value, name, tuple(compared))


def chosen(offered: Sequence[LettersToLookAt]) -> LettersToLookAt | None:
    """Return the letters that the address asks for, or the first."""
    asked = request.args.get("letter", "")
    found = [choice for choice in offered if choice.value == asked]
    return next(iter((*found, *offered)), None)


def words(compared: Compared) -> Change:
    """Return what changes in the words of a letter, with its address."""
    before, after = _words(compared.before), _words(compared.after)
    return Change("", before, after)


def _words(letter: Letter | None) -> str | None:
    if letter is None:
        return None
    address = "\n".join(letter.address_forms[0])
    return f"{address}\n\n{letter.subject}\n\n{letter.text}\n"


def image_url(look: Look, compared: Compared, which: str) -> str:
    """Return the address of a page's image, before or after."""
    pick = compared.pick
    return url_for(
        "workroom.letters.image",
        side=which,
        key=[each.key for each in look.chosen],
        case=pick.case,
        addressee=pick.addressee,
        template=pick.template,
        language=pick.language,
        drawn=compared.drawn,
    )


def page_values(look: Look) -> dict[str, object]:
    """Return what a page needs to show the letters of a look."""
    offered = choices(look)
    return {
        "choices": offered,
        "letter": chosen(offered),
        "words": words,
        "image_url": lambda compared, which: image_url(look, compared, which),
    }


@letters.get("/letters/<key>")
@needs("editor")
def of_revision(key: str) -> str:
    """Show the letters of one revision beside those that supporters get."""
    found = side(key)
    if found.revision is None:
        abort(404)
    look = look_at([found.revision])
    return render_template(
        "workroom/letters.html",
        side=found,
        look=look,
        title=title_of(found.path, look.after),
        **page_values(look),
    )


@letters.get("/publish/letter")
@needs("editor")
def image() -> Response:
    """Answer with the first page of a letter as an image, before or after some revisions."""
    look = look_at(_revisions())
    library = look.before if request.args.get("side") == "before" else look.after
    names = ("case", "addressee", "template", "language")
    pick = Pick(*(request.args.get(name, "") for name in names))
    drawn = whole_number(request.args.get("drawn", "0"), digits=3)
    if drawn is None:
        abort(404)
    try:
        comparison = Letters(look.before, look.after, today(), limits())
        letter = comparison.write(library, pick, drawn)
        check_length(letter)
        printed = press(letter, STATIONERIES[DEFAULT_STATIONERY])
    except LetterTooLong:
        abort(422)
    except Refusal:
        abort(404)
    return Response(page_images(to_pdf([printed]), _WIDTH)[0], mimetype="image/png")


def _revisions() -> list[Revision]:
    keys = request.args.getlist("key")
    if len(keys) > _MOST_KEYS:
        abort(404)
    found = [side(key).revision for key in keys]
    return [each for each in found if each is not None]
