# Two commands: `make serve` runs the product, `make test` proves it. Everything lives in .venv; nothing else is touched.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.runtime-installed
DEV_STAMP := $(VENV)/.development-installed
ARGS ?=
WORKERS ?= auto

.PHONY: serve test soak lint bench eval lock catalogue format clean help

help: ## list the targets
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/'

serve: $(RUN_STAMP) ## install what is missing, then serve the site; ARGS="--port 8001" passes options
	@$(BIN)/glossary serve $(ARGS)

test: $(DEV_STAMP) ## run all tests; REQUIRE_BROWSER=1 makes a missing Chromium a failure
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile $(ARGS)

soak: $(DEV_STAMP) ## the long fuzz, kill and load runs
	@$(BIN)/python -m pytest -q --soak $(ARGS)

lint: $(DEV_STAMP) ## formatting, style, types, floor plan, dependencies, entries, catalogues
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/deptry glossary
	@$(BIN)/glossary terms check
	@$(BIN)/glossary terms format --check
	@$(BIN)/python -m tests.catalogue --check

eval: $(DEV_STAMP) ## measure the quality of look-up and of checking on data
	@$(BIN)/python -m tests.eval

bench: $(DEV_STAMP) ## measure speed as ratios, side by side in one run
	@$(BIN)/python -m tests.bench

catalogue: $(DEV_STAMP) ## collect the sentences of the interface into locales/
	@$(BIN)/python -m tests.catalogue

format: $(DEV_STAMP) ## format the code and the entries
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .
	@$(BIN)/glossary terms format

lock: ## pin all dependencies anew (needs uv)
	@uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -q -o requirements.lock
	@uv pip compile pyproject.toml --group build --group test --group lint --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -q -o requirements-dev.lock

clean: ## remove the environment and what tools left behind
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache dist build

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed (Debian, Ubuntu: sudo apt install python3 python3-venv)."; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) -V). Name another one: make serve PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "This Python lacks venv or pip. Install them first (Debian, Ubuntu: sudo apt install python3-venv python3-pip)."; exit 2; }
	@$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing the pinned dependencies into $(VENV): about 120 MB to fetch, 400 MB on disk; the Japanese dictionary is the largest part."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DEV_STAMP): requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing the pinned dependencies and the tools for tests into $(VENV): about 250 MB to fetch, 900 MB on disk."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ $(RUN_STAMP)
