# A machine with Python 3.11 or newer, make and git is enough. `make demo` to try it, `make test` to trust it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup demo test check pictures

setup: $(READY)

$(READY): pyproject.toml uv.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.13"
	@$(BIN)/uv sync --quiet --frozen --inexact
	@touch $@

demo: $(READY)
	@exec $(BIN)/shiftlead demo $(ARGS)

test: $(READY)
	@$(BIN)/python -m tests.suite $(ARGS)

check: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/pyright --pythonpath $(BIN)/python

pictures: $(READY)
	@$(BIN)/python -m tests.pictures
