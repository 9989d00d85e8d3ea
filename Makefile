# Everything sets itself up in .venv, pinned by constraints.txt. `make demo` and `make test` need Python 3.11+ and nothing else.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

# Warnings that what we ship still has; each goes when its file is written anew, and `make check` says so then.
EXCEPT :=

.PHONY: demo test test-long check bench faults format

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $(STAMP)

demo: $(STAMP)
	$(BIN)/quizapp demo

test: $(STAMP)
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not long"

test-long: $(STAMP)
	$(BIN)/python -m pytest -n auto --dist worksteal -m long

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/quizapp check --strict $(EXCEPT) scenarios questions

bench: $(STAMP)
	$(BIN)/python -m tests.bench.run

faults: $(STAMP)
	$(BIN)/python -m tests.faults.run

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
