# make run     the dashboard at http://localhost:8501, with demonstration data the first time
# make test    everything that decides whether a change is good
# make bench   the speed measures        make campaign  the long tests
# make lock    newest versions in range  make clean     remove what make made
.DEFAULT_GOAL := run
.SUFFIXES:
.PHONY: run demo test programs lint types contracts bench campaign lock clean

VENV := .venv
BIN := $(VENV)/bin
# Where builds and state are kept.
DATA ?= $(or $(ONTRACK_DATA),data)
# The first Python on the path that is new enough.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
# A lock made on the oldest Python installs on the newer ones.
LOCK_PYTHON ?= python3.11
# Stamps: newer than the lock when the locked versions are installed.
RUNTIME := $(VENV)/installed-runtime
TESTS := $(VENV)/installed-tests

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export ONTRACK_DATA := $(DATA)

run: $(RUNTIME) demo
	$(BIN)/python -m streamlit run app.py

demo: $(RUNTIME)
	@test -e '$(DATA)/builds/current' \
		|| { echo 'First run: making demonstration data'; $(BIN)/python -m ontrack_dash --data '$(DATA)' demo; }

# Two processes share the cores: threads of linear algebra within each would only wait for one another.
test: export OPENBLAS_NUM_THREADS := 1
test: $(TESTS) programs lint types contracts
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

programs: $(TESTS)
	@$(BIN)/python -m tests.programs

lint: $(TESTS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(TESTS)
	$(BIN)/python -m mypy

contracts: $(TESTS)
	$(BIN)/lint-imports --no-logo

bench: $(TESTS) demo
	$(BIN)/python -m tests.bench.run $(MEASURES)

campaign: $(TESTS) programs
	$(BIN)/python -m pytest -m campaign --hypothesis-profile=campaign

lock:
	@$(LOCK_PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
		|| { echo 'make lock needs Python 3.11, the oldest supported: make lock LOCK_PYTHON=<path>' >&2; exit 1; }
	rm -rf build/lock && $(LOCK_PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --editable '.[test]'
	{ head -n 1 constraints.txt; build/lock/bin/python -m pip freeze --exclude-editable; } > build/constraints.txt
	mv build/constraints.txt constraints.txt
	rm -rf build/lock

clean:
	rm -rf $(VENV) build *.egg-info test-results .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUNTIME): EXTRAS :=
$(TESTS): EXTRAS := [test]
$(RUNTIME) $(TESTS): pyproject.toml constraints.txt
	@test -n '$(PYTHON)' || { echo 'Python 3.11 or newer is needed and was not found on the path.' >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) \
		|| { echo 'Python came without its venv module (on Debian: apt-get install python3-venv).' >&2; exit 1; }
	$(BIN)/python -m pip install --progress-bar off --editable '.$(EXTRAS)' --constraint constraints.txt
	@touch $@
