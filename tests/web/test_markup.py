"""What is found in markup, and that the site's pages are read at all."""

import pytest

from tests.web.markup import Reader, faults_of

WRONG = {
    "<p><div></div></p>": "<div> within <p>",
    '<span><address class="window">x</address></span>': "<address> within <span>",
    '<span class="actions"><i></i><form></form></span>': "<form> within <span>",
    "<ul><li><a href=/><button>x</button></a></li></ul>": "<button> within <a>",
    "<label><label>x</label></label>": "<label> within <label>",
    "<h2><h3>x</h3></h2>": "<h3> within <h2>",
    "<ul><p>x</p></ul>": "<p> directly within <ul>",
    "<div><li>x</li></div>": "<li> within <div>",
    "<form><div><form></form></div></form>": "<form> within <form>",
    "<p><b>x</p></b>": "</p> closes something else",
    "<div><p>x</p>": "<div> is not closed",
    '<p id="a">x</p><p id="a">y</p>': "#a is there 2 times",
    '<label for="b">x</label>': "#b is referred to, and not there",
    '<input aria-describedby="c-hint">': "#c-hint is referred to, and not there",
    '<div aria-labelledby="d"><b id="d">x</b></div>': "aria-labelledby on a <div> without a role",
    '<input type="checkbox" autocomplete="off">': "autocomplete on a checkbox",
    '<time datetime="2026-11-22T09:30:00.123456+00:00">now</time>': (
        "a time of 2026-11-22T09:30:00.123456+00:00"
    ),
    "<time>yesterday</time>": "a time of None",
    '<img src="x.png">': "a picture without alt",
}


@pytest.mark.parametrize(("markup", "fault"), WRONG.items(), ids=WRONG.values())
def test_each_kind_of_mistake_is_found_alone(markup, fault):
    assert set(faults_of(markup)) == {fault}


def test_what_is_right_is_let_be():
    page = """<!DOCTYPE html><p>a > b<br><a href="/?a=1&gt;2"><b>x</b></a></p>
    <details><summary><h2>x</h2></summary><ul><li><p>x</p></li></ul></details>
    <dl><dt>x</dt><dd><p id="e">x</p></dd></dl>
    <form autocomplete="off"><input type="text" aria-describedby="e" autocomplete="name"></form>
    <section aria-labelledby="e"><div role="group" aria-label="x"></div></section>
    <svg><path d="M0 0"/><g><rect/></g></svg><img alt="" src="x"><time datetime="2026-11">x</time>
    <time datetime="2026-11-22T09:30:00+00:00">x</time><label>x <input></label>"""
    assert faults_of(page) == []


def test_every_page_that_is_asked_for_is_read(client, proofreader: Reader, monkeypatch):
    read = []
    monkeypatch.setattr(proofreader, "read", read.append)
    client.get("/")
    client.get("/static/site.css").close()
    client.get("/organisers/")
    client.get("/nowhere")
    assert [b"<h1>" in page for page in read] == [True, True]


def test_a_page_is_kept_where_it_is_wished(tmp_path):
    reader = Reader(tmp_path / "pages")
    for _ in range(2):
        reader.read(b"<p><div></div></p>")
    assert [each.read_bytes() for each in (tmp_path / "pages").iterdir()] == [b"<p><div></div></p>"]
    assert reader.take() == ["<div> within <p>"]
    assert reader.take() == []
