# Python 3.11 or newer, git and make are enough; everything else is put into .venv.
#   make demo       design the example case and say where the report lies
#   make test       all tests that take seconds
#   make test-long  the tests that take minutes
#   make networks   an environment with pandapipes, which checks networks independently
#   make lint       format, style, types and import contract only
#   make clean      remove .venv, caches and the demo's results
# Another interpreter: make demo PYTHON=/path/to/python3.12

SHELL := /bin/sh
PYTHON ?=
WORKERS ?= 2

VENV := .venv
NETWORKS := .venv-networks
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

DEMO_CASE := cases/dairy_and_district
DEMO_OUT := out/dairy_and_district
DEMO_INPUTS := $(shell find src/industrial_hp $(DEMO_CASE) -type f ! -name '*.pyc')

.DEFAULT_GOAL := demo
.PHONY: demo test test-long networks lint clean

demo: $(DEMO_OUT)/report.xlsx
	@echo "The demo's report is up to date: $(CURDIR)/$(DEMO_OUT)/report.xlsx and report.html"

# Designed anew only after a change of the program, the case or the solver's profiles.
$(DEMO_OUT)/report.xlsx: $(VENV)/package.stamp $(DEMO_INPUTS)
	@$(BIN)/industrial-hp design $(DEMO_CASE) --out $(DEMO_OUT) --force --accept-gap

test: $(VENV)/test.stamp
	@$(BIN)/python -m pytest -m "not long" -n $(WORKERS)

test-long: $(VENV)/test.stamp
	@$(BIN)/python -m pytest -m long

lint: $(VENV)/test.stamp
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

# Its pandas and scipy are older than those of the package, so it lives apart.
networks: $(NETWORKS)/pandapipes.stamp

$(NETWORKS)/pandapipes.stamp: $(VENV)/pyvenv.cfg pyproject.toml
	@echo "Installing pandapipes into $(NETWORKS)"
	@$(BIN)/python -m venv $(NETWORKS)
	@$(NETWORKS)/bin/python -m pip --disable-pip-version-check --quiet install 'pandapipes>=0.16,<0.17'
	@touch $@

clean:
	rm -rf $(VENV) $(NETWORKS) build dist $(DEMO_OUT) $(DEMO_OUT).running
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src -name __pycache__ -prune -exec rm -rf {} + -o -name '*.egg-info' -prune -exec rm -rf {} +

# The first interpreter that is new enough builds the environment.
$(VENV)/pyvenv.cfg:
	@found=; for python in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python); do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    found="$$python"; break; \
	  fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Python 3.11 or newer is needed; found: $$($(or $(PYTHON),python3) --version 2>&1)." >&2; \
	  echo "Install one, or name it: make PYTHON=/path/to/python3.12" >&2; exit 1; \
	fi; \
	echo "Building $(VENV) with $$("$$found" --version)"; \
	"$$found" -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "No environment could be made; on Debian and Ubuntu: apt-get install python3-venv" >&2; \
	  exit 1; }

$(VENV)/package.stamp: $(VENV)/pyvenv.cfg pyproject.toml constraints.txt
	@echo "Installing industrial_hp"
	@$(PIP) install -c constraints.txt -e '.[html]'
	@touch $@

$(VENV)/test.stamp: $(VENV)/package.stamp
	@echo "Installing the test tools"
	@$(PIP) install -c constraints.txt -e '.[html,test]'
	@touch $@
