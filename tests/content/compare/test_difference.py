"""What differs between two texts, as somebody reads it."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.compare.difference import LONGEST_LINE, ComparedLine, difference, with_context

MARKS = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}


def shown(old: str, new: str) -> list[str]:
    """Return a difference as text: both numbers, and the parts with their marks."""
    return [
        f"{line.old or '-'} {line.new or '-'} "
        + "".join(MARKS[part.kind].format(part.text) for part in line.parts)
        for line in difference(old, new)
    ]


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        pytest.param("", "", [], id="nothing"),
        pytest.param("a\nb\n", "a\nb\n", ["1 1 a", "2 2 b"], id="the same"),
        pytest.param("a\n", "", ["1 - [-a-]"], id="all removed"),
        pytest.param("", "a\n", ["- 1 [+a+]"], id="all added"),
        pytest.param("a\nb\n", "b\n", ["1 - [-a-]", "2 1 b"], id="a line less"),
        pytest.param("b\n", "a\nb\n", ["- 1 [+a+]", "1 2 b"], id="a line more"),
        pytest.param("a\n\nb\n", "a\nb\n", ["1 1 a", "2 - [--]", "3 2 b"], id="an empty line"),
        pytest.param(
            "He is held in a prison.\n",
            "He was held in a colony.\n",
            ["1 1 He [-is-][+was+] held in a [-prison-][+colony+]."],
            id="words within a line",
        ),
        pytest.param(
            "the old red house stands here\n",
            "the new green house stands here\n",
            ["1 1 the [-old red-][+new green+] house stands here"],
            id="two words next to each other, as one change",
        ),
        pytest.param(
            "Он в заключении, в Омбаты.\n",
            "Он в заключении в Омбаты.\n",
            ["1 1 Он в заключении[-,-] в Омбаты."],
            id="a comma in Russian",
        ),
        pytest.param(
            "one two three four five\n",
            "one other line of words\n",
            ["1 - [-one two three four five-]", "- 1 [+one other line of words+]"],
            id="lines that have one word in common",
        ),
        pytest.param(
            "apples and pears\n",
            "quite another thing\n",
            ["1 - [-apples and pears-]", "- 1 [+quite another thing+]"],
            id="lines that have nothing in common",
        ),
        pytest.param(
            "  ru: Один и два\n",
            "  ru: Три\n",
            ["1 1   ru: [-Один и два-][+Три+]"],
            id="another text in the same field",
        ),
        pytest.param(
            "one two three four\nfive six seven eight\n",
            "a line before\none two three 4\nfive 6 seven eight\n",
            [
                "- 1 [+a line before+]",
                "1 2 one two three [-four-][+4+]",
                "2 3 five [-six-][+6+] seven eight",
            ],
            id="changed lines after a new one",
        ),
        pytest.param(
            "key:  a b c\n", "key: a b c\n", ["1 1 key:[-  -][+ +]a b c"], id="spaces alone"
        ),
    ],
)
def test_a_difference_is_told_by_lines_and_words(old, new, lines):
    assert shown(old, new) == lines


TEXTS = st.lists(
    st.lists(st.sampled_from(["a", "b,", "в", "-", "", "1"]), max_size=6).map(" ".join), max_size=12
).map(lambda lines: "".join(f"{line}\n" for line in lines))


def one_side(lines: list[ComparedLine], other: str) -> str:
    """Return the text that is left without the parts of the other."""
    return "".join(
        "".join(part.text for part in line.parts if part.kind != other) + "\n"
        for line in lines
        if line.kind != other
    )


@given(TEXTS, TEXTS)
def test_both_texts_are_whole_in_their_difference(old, new):
    lines = difference(old, new)
    assert one_side(lines, "added") == old
    assert one_side(lines, "removed") == new
    numbers = [line.old for line in lines if line.old], [line.new for line in lines if line.new]
    assert numbers == (list(range(1, old.count("\n") + 1)), list(range(1, new.count("\n") + 1)))
    assert all(
        (line.kind == "same") == (line.parts[0].kind == "same" and len(line.parts) == 1)
        for line in lines
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("word " * 40_000, "word " * 39_000 + "end", id="one line of one word"),
        pytest.param("a\nb\n" * 50_000, "b\na\na\n" * 33_000, id="two lines over and over"),
        pytest.param(
            "".join(f"k{n}: {'w ' * 30}\n" for n in range(2_800)),
            "".join(f"k{n}: {'w ' * 29}v\n" for n in range(2_800)),
            id="a word in every line",
        ),
        pytest.param(
            "\n".join(" ".join(random.Random(n).choices("abc", k=9_000)) for n in range(10)),
            "\n".join(" ".join(random.Random(-n).choices("abc", k=9_000)) for n in range(1, 11)),
            id="long lines of three words",
        ),
    ],
)
@pytest.mark.only_with_all
def test_the_longest_documents_are_compared(old, new):
    lines = difference(old, new)
    assert one_side(lines, "added") == old.removesuffix("\n") + "\n"


def test_a_line_that_is_too_long_is_shown_as_a_whole():
    old = "word " * (LONGEST_LINE // 5 + 1)
    assert [line.kind for line in difference(old, old + "end")] == ["removed", "added"]


# With context


def numbered(*changed: int, of: int = 20) -> tuple[str, str]:
    """Return two texts of numbered lines, which differ in some."""
    old = [f"line {number}" for number in range(1, of + 1)]
    new = [f"{line} x" if number in changed else line for number, line in enumerate(old, 1)]
    return "\n".join(old), "\n".join(new)


@pytest.mark.parametrize(
    ("changed", "stretches"),
    [
        pytest.param((), [(20, True)], id="nothing changed"),
        pytest.param((10,), [(7, True), (5, False), (8, True)], id="one line in the middle"),
        pytest.param((1,), [(3, False), (17, True)], id="the first line"),
        pytest.param((20,), [(17, True), (3, False)], id="the last line"),
        pytest.param((10, 14), [(7, True), (9, False), (4, True)], id="two lines near each other"),
        pytest.param((8, 14), [(5, True), (11, False), (4, True)], id="one line left between two"),
        pytest.param(
            (5, 12), [(2, True), (5, False), (2, True), (5, False), (6, True)], id="two lines apart"
        ),
        pytest.param((4, 17), [(6, False), (8, True), (6, False)], id="one line before and after"),
    ],
)
def test_what_is_far_from_every_change_is_left_out(changed, stretches):
    lines = difference(*numbered(*changed))
    found = with_context(lines, 2)
    assert [(len(stretch.lines), stretch.is_left_out) for stretch in found] == stretches
    assert [line for stretch in found for line in stretch.lines] == lines


def test_of_no_lines_nothing_is_left_out():
    assert with_context([]) == []
