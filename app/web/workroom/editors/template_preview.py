"""The preview of a letter template: one letter of it, as page images of the real PDF."""

from dataclasses import dataclass

from app.content.languages import english_name
from app.content.library.library import Library
from app.content.model.addressee import Addressee
from app.content.model.case import Case
from app.content.model.kinds import DocumentPath
from app.content.model.letter_template import LetterTemplate
from app.content.text.messages import Refusal
from app.content.texts import printed_languages
from app.letters.contents import THE_LETTER_TEMPLATE
from app.letters.length import check_length
from app.letters.letter import compose, draw
from app.letters.png import page_images
from app.letters.press import press, to_pdf
from app.letters.printable import letter_lacking
from app.letters.proof import own_words
from app.letters.sender import Sender
from app.letters.stationery import Stationery
from app.letters.turns import Busy
from app.web import busy
from app.web.current import limits, today
from app.web.preview import data_address
from app.web.workroom.documents import drafts
from app.web.workroom.documents.drafts import WorkingDocument
from app.web.workroom.documents.mending import errors_of
from app.web.workroom.documents.sample_sender import SENDER


@dataclass(frozen=True)
class Wanted:
    """Which letter of a template to show."""

    case: Case
    addressee: Addressee
    stationery: Stationery
    seed: int
    has_words: bool
    has_address: bool


@dataclass(frozen=True)
class Shown:
    """What stands beside the text: a letter as it would be printed, a note, or both."""

    note: str = ""
    """Why it isn't the letter of the typed text, or why there is none."""
    office: str = ""
    stationery: Stationery | None = None
    pages: tuple[str, ...] = ()
    """`data:` addresses of the pages' images."""
    millimetres_left: int = 0
    is_busy: bool = False
    """Whether a letter could be shown a few seconds later."""


def to_show(library: Library, path: str) -> dict[str, list[Addressee]]:
    """Return the letters that can be shown of a letter template: slug of the case → addressees.

    They are of any case, whether open to supporters or not, and of what is translated into the
    template's language; where nothing is, of all that can be asked.
    """
    named = DocumentPath.parse(path)
    slug, language = named.slug, named.language or ""

    def is_translated(case: Case, addressee: Addressee) -> bool:
        lacking = letter_lacking(library, case, addressee, slug, today(), limits())
        return set(lacking.get(language, ())) <= {THE_LETTER_TEMPLATE}  # that one is being typed

    asked = {case.slug: library.askable(case, today()) for case in library.cases.values()}
    translated = {
        each: [one for one in addressees if is_translated(library.cases[each], one)]
        for each, addressees in asked.items()
    }
    found = {each: addressees for each, addressees in translated.items() if addressees}
    return found or {each: addressees for each, addressees in asked.items() if addressees}


def template_preview(
    document: WorkingDocument, wanted: Wanted | None, library: Library, published: str
) -> Shown:
    """Return the letter of the library's template, or of the published one if that has errors."""
    named = DocumentPath.parse(document.path)
    slug, language = named.slug, named.language or ""
    if language not in printed_languages():
        name = english_name(language)
        return Shown(f"No letter can be shown: letters aren’t printed in {name} yet. {_CHECKED}")
    if wanted is None:
        return Shown("No letter can be shown: no addressee can be asked for anything in any case.")
    template, note = library.letter_templates.get((slug, language)), ""
    if template is None:
        errors = errors_of(document.path, library)
        mended = (
            f"Line {errors[0].line} must be mended before" if errors else "Mend the text before"
        )
        note = f"{mended} the draft can be shown."
        if published and document.live is not None:
            live = drafts.working_library({document.path: document.live})
            template = live.letter_templates.get((slug, language))
            note = f"As published, {published}. {note}"
    if template is None:
        return Shown(note)
    try:
        return _printed(template, wanted, note)
    except Refusal as refusal:
        return Shown(str(refusal))
    except Busy:
        return Shown(busy.said(), is_busy=True)


_CHECKED = "The text is kept and its placeholders are checked all the same."


def _printed(template: LetterTemplate, wanted: Wanted, note: str) -> Shown:
    """Return the letter's pages; raise the Refusal that says why there are none."""
    letter = compose(
        wanted.case,
        wanted.addressee,
        template,
        SENDER if wanted.has_address else Sender(SENDER.name),
        date=today(),
        today=today(),
        choices=draw(template, wanted.seed),
        words=own_words(wanted.case, template.language) if wanted.has_words else "",
        limits=limits(),
    )
    check_length(letter)
    printed = press(letter, wanted.stationery)
    return Shown(
        note,
        str(wanted.addressee.label),
        wanted.stationery,
        tuple(map(data_address, page_images(to_pdf([printed])))),
        max(0, int(printed.millimetres_left)),
    )
