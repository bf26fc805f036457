# `make report` makes the month's pack, `make test` runs every test. Each first sets up .venv if there is none or the
# requirements changed. `make outputs` stores the notebooks' outputs anew. Without make: README.md, Two commands.

PYTHON ?= python3
BIN := $(if $(filter Windows_NT,$(OS)),.venv/Scripts,.venv/bin)

.PHONY: report run check test outputs setup

report: setup
	$(BIN)/scorecard report

run: setup
	$(BIN)/scorecard run

check: setup
	$(BIN)/scorecard check

test: setup
	$(BIN)/python -m pytest

outputs: setup
	$(BIN)/python -m scorecard.running.stored_outputs

setup: .venv/ready

.venv/ready: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "The scorecard needs Python 3.11 or later: make PYTHON=python3.11")'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --disable-pip-version-check --requirement requirements.txt
	$(BIN)/python -c 'open(".venv/ready", "w").close()'
