"""`lettercase error-pages`: the pages with which a web server in front answers by itself."""

from __future__ import annotations

from pathlib import Path

import click

STATUSES = (400, 408, 413, 414, 431, 500, 502, 503, 504)
"""What a web server refuses by itself, or says when the site isn't there."""


@click.command("error-pages")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def error_pages(folder: Path) -> None:
    """Write the pages with which a web server in front answers by itself.

    They are FOLDER/<language>/<status>.html; docs/deploying.md says what becomes of them.
    """
    click.echo(f"{write(folder)} pages in {folder}")


def write(folder: Path) -> int:
    """Write them and return how many there are; raise ClickException if they can't be written."""
    from app.cli.paper import write_file
    from app.web.languages import make_static_pages, site_languages
    from app.web.static_pages import static_page

    make_static_pages()
    for language in site_languages():
        try:
            (folder / language).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise click.ClickException(f"{folder} can't be written: {error.strerror}.") from None
        for status in STATUSES:
            write_file(static_page(status, language), folder / language / f"{status}.html")
    return len(site_languages()) * len(STATUSES)
