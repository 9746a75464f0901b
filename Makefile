# make run    the desk, from a fresh clone
# make test   every check and every test
# make check  the checks alone: style, types, floors, migrations, message catalogues
# make setup  what run and test share: the virtual environment with the pinned program
# make pins   pin the dependencies anew (asks the package index)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# A stamp carries the digest of what it was made from, and is written last: an install cut short is done again.
digest = $(shell cat $(1) | cksum | tr -dc 0-9)
PROGRAM := $(VENV)/program-$(call digest,requirements/run.txt pyproject.toml).stamp
TOOLS := $(VENV)/tools-$(call digest,requirements/test.txt requirements/run.txt pyproject.toml).stamp

export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_ROOT_USER_ACTION = ignore

.DEFAULT_GOAL := run
.PHONY: run test check setup pins

run: setup
	@exec $(BIN)/liemchinh serve

setup: $(PROGRAM)

test: check
	@exec $(BIN)/python -m pytest $(ARGS)

check: setup $(TOOLS)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -W ignore -m django makemigrations --check --dry-run --settings liemchinh.settings
	$(BIN)/python -m pytest tests/test_messages.py

$(PROGRAM):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed.")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/run.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(TOOLS): $(PROGRAM)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/test.txt
	@touch $@

pins: $(TOOLS)
	$(BIN)/python -m piptools compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url \
	  --no-emit-find-links --no-emit-options --output-file requirements/run.txt pyproject.toml requirements/build.in
	$(BIN)/python -m piptools compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url \
	  --no-emit-find-links --no-emit-options --extra test --constraint requirements/run.txt \
	  --output-file requirements/test.txt pyproject.toml requirements/build.in
