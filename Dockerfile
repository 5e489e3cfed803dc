FROM python:3.11.11-slim-bookworm AS builder

WORKDIR /srv/lettercase
COPY requirements/runtime.txt requirements/
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements/runtime.txt
COPY . .
RUN .venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation --editable . \
    && .venv/bin/python -m app.letters.fonts \
    && .venv/bin/pybabel --quiet compile -d app/web/translations


FROM python:3.11.11-slim-bookworm

WORKDIR /srv/lettercase
COPY setup/system-packages setup/
RUN setup/system-packages runtime \
    && rm -rf /var/lib/apt/lists/*
# The site may write into one folder alone: the organisers' database and this installation's secrets.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin lettercase \
    && install --directory --owner=lettercase --mode=700 instance
COPY --from=builder /srv/lettercase .

USER 10001
VOLUME /srv/lettercase/instance
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD [".venv/bin/python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/livez', timeout=4)"]
CMD [".venv/bin/lettercase", "serve", "--host", "0.0.0.0", "--port", "8000"]
