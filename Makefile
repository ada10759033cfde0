# OpenLuban. `make` alone lists what can be done. Needed: Python 3.11 or newer, make, and the package registries.

PORT ?= 8000
LUBAN_HOME ?= $(CURDIR)/home
LUBAN_FONTS ?= $(CURDIR)/.fonts
JOBS ?= 2
XAPI_SUITE ?= ../lrs-conformance-test-suite
export PORT LUBAN_FONTS
# Where Python may not keep what it has compiled, every command starts half as fast.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
UV_PIP := $(UV) pip
# Once for all, not by the first command that comes: or by every one, where it may not be kept.
COMPILED := --compile-bytecode
HERE := --python $(BIN)/python
TOOLS := $(VENV)/.tools-ready
RUNTIME := $(VENV)/.runtime-ready
DEVELOPMENT := $(VENV)/.development-ready
MESSAGES := $(VENV)/.messages-ready
BROWSER := node_modules/.browser-ready
CODE := src tests tools $(wildcard benchmarks)
# Checks load the settings too, which make their data folder: it must not be the one people work in.
SCRATCH := LUBAN_HOME=$(CURDIR)/build/scratch
SETTINGS := DJANGO_SETTINGS_MODULE=openluban.config.settings

# A person without PostgreSQL is told and may go on; where everything is to be checked it is a fault.
OR_SKIP := $(if $(CI),,--or-skip)
# What is checked side by side speaks one after the other, where make can do that.
TOGETHER := $(if $(filter output-sync,$(.FEATURES)),--output-sync)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install demo test test-sqlite test-postgres lint lint-types lint-style lint-templates lint-rules format bench conformance shots messages fonts requirements clean

help: ## List what can be done
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|' 2>/dev/null \
	  || grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST)

install: $(DEVELOPMENT) $(MESSAGES) fonts ## Set up everything for working on OpenLuban
	@echo "Ready. Next: make demo, make test, make lint."

demo: $(RUNTIME) $(MESSAGES) fonts ## Serve the demonstration on PORT (8000); data in LUBAN_HOME (./home)
	LUBAN_HOME="$(LUBAN_HOME)" $(BIN)/luban demo

test: test-sqlite test-postgres ## Run the tests on SQLite, then those that use the database on PostgreSQL

test-sqlite: $(DEVELOPMENT) $(MESSAGES) $(BROWSER) fonts ## Run all tests, those in the browser too, on SQLite
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup

test-postgres: $(DEVELOPMENT) $(MESSAGES) fonts ## Run the tests that use the database on a PostgreSQL of their own
	$(BIN)/python -m tools.with_postgres $(OR_SKIP) $(BIN)/python -m pytest -n $(JOBS) --dist loadgroup --database-only

lint: $(DEVELOPMENT) $(MESSAGES) ## Check style, types, imports, templates, migrations, translations and house rules
	@$(MAKE) --no-print-directory --jobs $(JOBS) $(TOGETHER) lint-types lint-style lint-templates lint-rules

lint-types:
	$(SCRATCH) $(BIN)/mypy $(CODE)

lint-style:
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)

lint-templates:
	$(BIN)/djlint src --quiet --lint --check

lint-rules:
	$(BIN)/lint-imports
	$(SCRATCH) $(SETTINGS) $(BIN)/python -m django makemigrations --check --dry-run
	$(BIN)/python -m tools.messages check
	$(BIN)/python -m pytest -q tests/test_architecture.py tests/test_house_rules.py

format: $(DEVELOPMENT) ## Put code and templates into the common form
	$(BIN)/ruff check --fix-only --quiet $(CODE)
	$(BIN)/ruff format $(CODE)
	$(BIN)/djlint src --quiet --reformat || true

bench: $(DEVELOPMENT) $(MESSAGES) ## Measure, on SQLite and PostgreSQL, and print the numbers
	$(BIN)/python -m tools.with_postgres --or-skip --beside $(BIN)/python -m benchmarks $(ARGS)

conformance: $(DEVELOPMENT) $(MESSAGES) ## Run the conformance suite of xAPI, where it lies in XAPI_SUITE
	$(BIN)/python -m tools.with_postgres --or-skip --beside $(BIN)/python -m tools.conformance --suite "$(XAPI_SUITE)"

shots: $(DEVELOPMENT) $(MESSAGES) $(BROWSER) fonts ## Make pictures of the screens in ./shots (ARGS="--only home --language ru")
	$(BIN)/python -m tools.shots $(ARGS)

messages: $(DEVELOPMENT) ## Bring the message catalogues up to date with the source texts
	$(BIN)/python -m tools.messages update
	$(BIN)/python -m tools.messages compile

fonts: $(TOOLS) ## Fetch the fonts that PDF files embed
	@$(BIN)/python tools/fetch_fonts.py --into "$(LUBAN_FONTS)"

# The hashes must be those of the files on the public index, and no address of one may be written
# down: so no settings of this machine, and no comment on where a file came from.
COMPILE := env -u UV_FIND_LINKS -u UV_INDEX -u UV_EXTRA_INDEX_URL UV_NO_CONFIG=1 $(UV_PIP) compile pyproject.toml \
  --universal --python-version 3.11 --generate-hashes --upgrade --quiet --no-header --no-annotate \
  --no-emit-index-url --no-emit-find-links

requirements: $(TOOLS) ## Pin the newest versions of everything, with hashes, in requirements/
	$(COMPILE) --extra dev --output-file requirements/dev.txt
	$(COMPILE) --constraint requirements/dev.txt --output-file requirements/runtime.txt
	$(COMPILE:pyproject.toml=) --constraint requirements/dev.txt --group pyproject.toml:build --output-file requirements/build.txt
	@! grep -nE '://|(^|[ =])/' requirements/*.txt

clean: ## Take away what make made; data in ./home stays
	rm -rf $(VENV) node_modules build shots

$(TOOLS): requirements/build.txt
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "OpenLuban needs Python 3.11 or newer as python3." >&2; exit 1; }
	@test -x $(BIN)/pip || python3 -m venv $(VENV) \
	  || { echo "Python's venv is missing; on Debian: apt-get install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(RUNTIME): requirements/runtime.txt pyproject.toml $(TOOLS)
	$(UV_PIP) install $(HERE) --quiet $(COMPILED) --require-hashes -r $<
	$(UV_PIP) install $(HERE) --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(DEVELOPMENT): requirements/dev.txt requirements/runtime.txt pyproject.toml $(TOOLS)
	$(UV_PIP) sync $(HERE) --quiet $(COMPILED) --require-hashes $<
	$(UV_PIP) install $(HERE) --quiet --require-hashes -r requirements/build.txt
	$(UV_PIP) install $(HERE) --quiet --no-deps --no-build-isolation -e .
	@touch $(RUNTIME) $@

$(MESSAGES): $(wildcard src/openluban/locale/*/LC_MESSAGES/*.po) tools/messages.py | $(TOOLS)
	$(BIN)/python -m tools.messages compile
	@touch $@

$(BROWSER): package.json
	@mkdir -p node_modules
	@if command -v npm >/dev/null; then npm install --silent --no-package-lock --ignore-scripts --no-audit --no-fund && touch $@; \
	else echo "npm is missing: the browser tests that need axe-core will be skipped."; fi
