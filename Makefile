# `make help` lists what can be asked for.

PORT ?= 8000
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && exit; done; echo python3)

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
# One process more than there are cores, since each waits now and then for its browser or its server;
# and each has these for itself, so that many more are no faster.
# Where bytecode isn't written, as in many containers, each of them compiles all tests every time.
PROCESSES := $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) + 1)))
PYTEST := env -u PYTHONDONTWRITEBYTECODE $(BIN)/pytest --numprocesses $(PROCESSES) --maxprocesses 4
FONTS := app/letters/layouts/fonts/SourceSerif4-Regular.ttf
CATALOGUES := $(wildcard app/web/translations/*/LC_MESSAGES/messages.po)
COMPILED := $(CATALOGUES:.po=.mo)
# What the usual letters depend on, which are laid out before anybody asks.
USUAL := $(shell find cases addressees letter_templates app/letters -name '*.yaml' -o -name '*.md' \
	-o -name '*.py' -o -name '*.css' -o -name '*.html') $(wildcard app/content/texts/*.toml)
# The functions of ours and of Flask-Babel that mark a text for translation, beside Babel's own.
KEYWORDS := translatable lazy_gettext lazy_ngettext:1,2
PIP_COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade --excludes excluded.txt

# Not the variable of that name in the environment, by which gettext chooses.
BEGUN = $(if $(findstring command,$(origin LANGUAGE)),$(LANGUAGE))

.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help run setup test test-all bench lint format validate messages pictures lock sbom try-docker clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup ## set up what is missing, then serve the site on http://127.0.0.1:8000 (PORT=8001 for another port)
	@exec $(BIN)/lettercase serve --port $(PORT)

setup: .venv/runtime $(FONTS) $(COMPILED) .venv/prepared ## set up only: system packages, .venv, fonts, translations, usual letters

test: setup .venv/tests ## run the whole suite, browser tests included
	$(PYTEST)

test-all: setup .venv/tests ## the same suite over the whole matrices, with letters stacked and without (slow)
	$(PYTEST) --all
	$(PYTEST) --all --stacking off

bench: setup .venv/bench ## measure letters against other ways to make them (some minutes)
	$(BIN)/python -m bench

lint: setup .venv/dev ## check style, types, import contracts and the Dockerfile
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/hadolint Dockerfile

format: .venv/dev ## format the code and mend what ruff can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

validate: setup .venv/tests ## hold every page that the tests ask for against the HTML standard (some minutes)
	@setup/validate --numprocesses $(PROCESSES) --maxprocesses 4

messages: setup ## collect the texts of code and pages into the catalogues (LANGUAGE=xx begins one)
	$(BIN)/pybabel --quiet extract -F pyproject.toml -k '$(KEYWORDS)' --project Lettercase \
		--no-wrap --add-location file -o messages.pot .
	for language in $(CATALOGUES:app/web/translations/%/LC_MESSAGES/messages.po=%) $(BEGUN); do \
		catalogue=app/web/translations/$$language/LC_MESSAGES/messages.po; \
		[ -f $$catalogue ] && task='update --no-fuzzy-matching --ignore-pot-creation-date' || task=init; \
		$(BIN)/pybabel --quiet $$task --no-wrap -i messages.pot -o $$catalogue -l $$language || exit 1; \
	done

pictures: setup .venv/tests ## make the pictures in docs/pictures anew
	$(BIN)/python setup/make-pictures

lock: ## pin the newest versions of the requirements, with hashes (needs uv)
	cd requirements && $(PIP_COMPILE) runtime.in -o runtime.txt
	cd requirements && $(PIP_COMPILE) dev.in -o dev.txt -c runtime.txt
	cd requirements && $(PIP_COMPILE) bench.in -o bench.txt -c dev.txt
	cd requirements && $(PIP_COMPILE) sbom.in -o sbom.txt

sbom: .venv/pyvenv.cfg ## list what the site is built of, with licences: build/sbom.cdx.json, build/licences.txt
	setup/make-sbom

try-docker: ## try the Dockerfile's steps in a clean Debian root (needs root and mmdebstrap)
	$(PYTHON) setup/try-dockerfile

clean: ## remove everything that setup made
	rm -rf .venv build *.egg-info app/letters/layouts/fonts $(COMPILED)

# The files in .venv that have no suffix are stamps: made last, so that what broke off is done again.

.venv/pyvenv.cfg:
	@PYTHON='$(PYTHON)' setup/system-packages runtime
	@echo "Making .venv"
	@$(PYTHON) -m venv --clear .venv

.venv/runtime: requirements/runtime.txt pyproject.toml setup/system-packages | .venv/pyvenv.cfg
	@PYTHON='$(PYTHON)' setup/system-packages runtime
	@echo "Installing what the site needs into .venv"
	@$(PIP) --no-deps --require-hashes -r requirements/runtime.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: requirements/dev.txt .venv/runtime
	@echo "Installing the tools for tests and lint into .venv"
	@$(PIP) --no-deps --require-hashes -r requirements/dev.txt
	@touch $@

.venv/tests: .venv/dev
	@setup/system-packages tests
	@touch $@

.venv/bench: requirements/bench.txt .venv/runtime
	@setup/system-packages bench
	@echo "Installing what the benchmark needs into .venv"
	@$(PIP) --no-deps --require-hashes -r requirements/bench.txt
	@touch $@

$(FONTS): app/letters/fonts.py .venv/runtime
	@$(BIN)/python -m app.letters.fonts
	@touch $@

.venv/prepared: $(FONTS) $(USUAL) .venv/runtime
	@$(BIN)/lettercase prepare > $@ || echo "The usual letters are laid out when the site starts."

$(COMPILED): %.mo: %.po | .venv/runtime
	@$(BIN)/pybabel --quiet compile -i $< -o $@
