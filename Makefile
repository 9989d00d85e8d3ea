# Everything sets itself up in .venv, from files whose hashes are in tests/requirements.lock. `make demo` and `make test` need
# Python 3.11+ and nothing else.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

# Warnings that what we ship still has; each goes when its file is written anew, and `make check` says so then.
EXCEPT :=

# A process that a test starts reads what another one compiled, whatever the environment says.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test test-long check bench faults lock format

PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-annotate --no-header --quiet

$(STAMP): pyproject.toml tests/requirements.lock
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r tests/requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
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
	mkdir -p build
	$(BIN)/python -W ignore -m cyclonedx_py requirements --pyproject pyproject.toml --output-reproducible -o build/sbom.json requirements.lock

bench: $(STAMP)
	$(BIN)/python -m tests.bench.run
	$(BIN)/python -m tests.bench.long_stories
	$(BIN)/python -m tests.bench.growth_people
	$(BIN)/python -m tests.bench.growth_content

faults: $(STAMP)
	$(BIN)/python -m tests.faults.run

# After a change of pyproject.toml or constraints.txt; remove a line of constraints.txt to have that one newer.
lock: $(STAMP)
	$(COMPILE) --extra dev -c constraints.txt -o tests/requirements.lock
	$(COMPILE) --extra postgres --extra build -c tests/requirements.lock -o requirements.lock

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
