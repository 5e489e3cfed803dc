"""Letters as a Word document to edit, the address still in the window.

What has its place on the sheet is a frame anchored to the page. The font is Times New Roman, which
office programs have or replace by a font of the same widths; it is narrower than the font of the
PDF, so that what fits there fits here. Nothing in the file says who made it, or when.
"""

import io
from collections.abc import Iterable, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from app.content.languages import language_of
from app.letters.letter import Letter
from app.letters.measure import MM_PER_PT
from app.letters.paragraphs import ItemList, Span
from app.letters.sheet import (
    CONTINUATION_TOP,
    LINES_BETWEEN,
    LINES_TO_SIGN,
    Sheet,
    Standing,
    sheet_of,
)
from app.letters.stationery import Stationery

FONT, SAME_WIDTHS = "Times New Roman", "Liberation Serif"
_TWIPS_PER_MM = 1440 / 25.4
_HANGING = 7.0
"""So many mm in the margin stand the numbers of a list."""
_KEPT = ("core-properties", "officeDocument", "styles", "settings", "fontTable", "theme")
"""What of the parts of an empty document goes into ours."""


def docx_of(letters: Sequence[Letter], stationery: Stationery) -> bytes:
    """Return one .docx with each letter on sheets of its own; raise AddressDoesNotFit."""
    document = docx.Document()
    sheets = [sheet_of(letter, stationery) for letter in letters]
    _set_up(document, sheets[0])
    for number, sheet in enumerate(sheets):
        if number:
            document.add_section(WD_SECTION.NEW_PAGE)
        for each in sheet.standing:
            _frame(document, each)
        _write_text(document, sheet)
    return _bytes_without_traces(document, letters[0].subject)


def _set_up(document: Document, sheet: Sheet) -> None:
    stationery, section = sheet.stationery, document.sections[0]
    section.page_width, section.page_height = (
        Mm(stationery.paper.width),
        Mm(stationery.paper.height),
    )
    section.left_margin = Mm(stationery.margin_left)
    section.right_margin = Mm(stationery.margin_right)
    section.top_margin, section.bottom_margin = Mm(CONTINUATION_TOP), Mm(stationery.margin_bottom)
    style, line = document.styles["Normal"], sheet.font.line
    style.font.size = Pt(sheet.font.size)
    style.paragraph_format.line_spacing = Pt(line)
    style.paragraph_format.space_after = Pt(LINES_BETWEEN * line)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), language_of(sheet.letter.language).locale)
    properties.append(language)


def _frame(document: Document, standing: Standing) -> None:
    """Write lines into a box of the sheet, one paragraph with line breaks."""
    paragraph = document.add_paragraph()
    for number, line in enumerate(standing.lines):
        run = paragraph.add_run(line)
        run.bold = standing.is_first_bold and number == 0
        run.underline = standing.is_underlined or None
        run.font.size = Pt(standing.size)
        if number < len(standing.lines) - 1:
            run.add_break()
    paragraph.paragraph_format.line_spacing = Pt(standing.leading / MM_PER_PT)
    paragraph.paragraph_format.space_after = Pt(0)
    frame = OxmlElement("w:framePr")
    measures = {"w": standing.width, "h": standing.height, "x": standing.x, "y": standing.y}
    values = {name: str(round(each * _TWIPS_PER_MM)) for name, each in measures.items()}
    anchors = {"hRule": "exact", "wrap": "around", "vAnchor": "page", "hAnchor": "page"}
    for name, value in (values | anchors).items():
        frame.set(qn(f"w:{name}"), value)
    paragraph._p.get_or_add_pPr().insert(0, frame)


def _write_text(document: Document, sheet: Sheet) -> None:
    """Write the letter from the subject to the signature."""
    letter, line = sheet.letter, sheet.font.line
    subject = _paragraph(document, [Span(letter.subject, bold=True)])
    subject.paragraph_format.space_before = Mm(sheet.body.y - CONTINUATION_TOP)
    for block in letter.blocks:
        if isinstance(block, ItemList):
            document.paragraphs[-1].paragraph_format.keep_with_next = True
            for number, item in enumerate(block.items, start=1):
                each = _paragraph(document, [Span(f"{number}.\t"), *item.spans])
                each.paragraph_format.first_line_indent = Mm(-_HANGING)
                if number < len(block.items):
                    each.paragraph_format.space_after = Pt(line / 4)
        else:
            _paragraph(document, block.spans)
    closing = _paragraph(document, [Span(letter.closing)])
    closing.paragraph_format.keep_with_next = True
    signature = _paragraph(document, [Span(letter.signature)])
    signature.paragraph_format.space_before = Pt((LINES_TO_SIGN - LINES_BETWEEN) * line)


def _paragraph(document: Document, spans: Iterable[Span]) -> WordParagraph:
    paragraph = document.add_paragraph()
    for span in spans:
        paragraph.add_run(span.text).bold = span.bold or None
    return paragraph


def _bytes_without_traces(document: Document, title: str) -> bytes:
    """Return the file with its title as the only thing said about it, each part dated 1980."""
    for source in (document.part.package, document.part):
        for name, relation in list(source.rels.items()):
            if relation.reltype.rpartition("/")[2] not in _KEPT:
                del source.rels[name]
            elif relation.reltype.endswith("/fontTable"):
                _name_fallback(relation.target_part)
    properties = document.core_properties
    properties._element.clear()
    properties.title = title
    made, target = io.BytesIO(), io.BytesIO()
    document.save(made)
    with ZipFile(made) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name), old.read(name), ZIP_DEFLATED)
    return target.getvalue()


def _name_fallback(fonts: Part) -> None:
    """Say in the table of fonts by which to replace ours."""
    entry = f'<w:font w:name="{FONT}">'
    fallback = f'{entry}<w:altName w:val="{SAME_WIDTHS}"/>'
    fonts._blob = fonts.blob.replace(entry.encode(), fallback.encode())
