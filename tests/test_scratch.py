"""Files of a killed server don't pile up."""

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from app.scratch import scratch_folder

SERVER = """
import tempfile, time
from app.letters.printing import warm_up
from app.scratch import scratch_folder
with scratch_folder():
    warm_up()
    tempfile.mkdtemp(prefix="weasyprint-")
    print("ready", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """A folder for temporary files of this test alone."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def server(temporary):
    with subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE) as server:
        assert server.stdout.readline() == b"ready\n"
        yield server
        server.kill()


def files_in(folder):
    return {path.name.partition("-")[0] for path in folder.rglob("*")}


def test_what_a_killed_server_leaves_is_removed_by_the_next(temporary, server):
    assert files_in(temporary) == {"lettercase", "weasyprint"} | files_in(temporary)
    server.send_signal(signal.SIGKILL)
    server.wait()
    assert list(temporary.iterdir())
    with scratch_folder() as folder:
        assert list(temporary.iterdir()) == [folder]
    assert list(temporary.iterdir()) == []


def test_what_a_running_server_has_is_left(temporary, server):
    (theirs,) = temporary.iterdir()
    with scratch_folder() as folder:
        assert sorted(temporary.iterdir()) == sorted([theirs, folder])
        assert Path(tempfile.mkdtemp()).parent == folder
    assert list(temporary.iterdir()) == [theirs]
