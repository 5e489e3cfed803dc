"""The figures that count, under the keys of build/bench.json, and what each is to reach."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A figure's key, what it is, and its aim: the least or the most that it may be."""

    key: str
    says: str
    unit: str
    least: float | None = None
    most: float | None = None

    def is_reached(self, value: float) -> bool:
        """Return whether a value is what was aimed for."""
        return (self.least is None or value >= self.least) and (
            self.most is None or value <= self.most
        )

    @property
    def aim(self) -> str:
        """The aim in signs, as “≥ 15 ×”."""
        sign, value = ("≥", self.least) if self.least is not None else ("≤", self.most)
        return f"{sign} {value:g} {self.unit}"


FIGURES = (
    Figure("typst_over_standard", "Typst / prepared, the standard letter", "×", least=15),
    Figure("typst_over_any_combination", "Typst / prepared, any combination", "×", least=5),
    Figure("typst_over_with_words", "… with 400 characters of own words", "×", least=5),
    Figure("naive_over_standard", "Naive WeasyPrint / prepared", "×", least=150),
    Figure("naive_over_full", "Naive WeasyPrint / full path", "×", least=1.5),
    Figure(
        "rss_growth_mb_per_1000_full", "Memory over 5,000 letters, full path", "MB/1,000", most=1
    ),
    Figure("rss_growth_mb_per_1000_fast", "… prepared letters", "MB/1,000", most=1),
    Figure("bytes_per_extra_letter", "A letter more in one PDF of 1,000", "bytes", most=1000),
    Figure("peak_mb_1000_letters", "Most memory for such a PDF", "MB", most=200),
    Figure("typst_over_ours_1000_letters", "Typst / ours, such a PDF", "×", least=15),
    Figure("posts_per_second", "POST …/letter, two workers", "a second", least=300),
    Figure("post_p99_ms", "… its 99th percentile", "ms", most=50),
    Figure("preview_ms", "The live preview, end to end", "ms", most=40),
    Figure("prepare_ms", "The first preparation", "ms", most=250),
    Figure("cli_letter_s", "`lettercase letter` as a process", "s", most=1.0),
)
