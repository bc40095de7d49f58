# Everything a developer or a new user types. `make help` lists it. Needs GNU make, and Python 3.11 or newer.

PYTHON ?= python3
WORKERS ?= auto
REPLAY ?= 2022-12-14
PORT ?= 8700
LAB ?= out/lab
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
MAP := out/$(REPLAY).png
ROOM := src/estran/server/static/index.html
COMPILE := pip-compile -q --no-header --generate-hashes --no-emit-index-url --no-emit-trusted-host \
	--no-emit-find-links --no-emit-options --strip-extras --allow-unsafe $(if $(UPGRADE),--upgrade)

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help run lab web web-test web-watch test test-long live bench peers lint format types floors reference lock clean

help:  ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

run: $(VENV)/.run-stamp  ## set up what is missing, answer one historic report, draw its map; on a terminal, open the room
	@mkdir -p out
	@$(BIN)/estran engine build || echo "The answer takes the slower drift engine, which says the same."
	@$(BIN)/estran assess --replay $(REPLAY) --map $(MAP)
	@printf '\nThe map is in %s\n' "$(CURDIR)/$(MAP)"
	@if [[ ! -t 0 || ! -t 1 ]]; then exit 0; fi; \
	$(MAKE) --no-print-directory web || true; \
	if [[ ! -f $(ROOM) ]]; then echo "The web room is not built, so none is opened: make web"; exit 0; fi; \
	port=$$($(BIN)/python -m tools.free_port $(PORT)); \
	printf '\nThe room opens on this case, as an exercise. Ctrl-C ends it; nothing of it is kept.\n'; \
	$(BIN)/estran serve --exercise $(REPLAY) --open --port "$$port"

lab: $(VENV)/.run-stamp  ## a small study of eight doctrines on simulated seasons, in minutes; on a terminal, its report opens
	@mkdir -p $(LAB)
	@$(BIN)/estran study run --out $(LAB) --anew
	@$(BIN)/estran study report $(LAB) --html $(LAB)/report.html
	@printf '\nThe report is in %s\n' "$(abspath $(LAB))/report.html"
	@if [[ ! -t 0 || ! -t 1 ]]; then exit 0; fi; \
	$(BIN)/python -c 'import sys, pathlib, estran.wiring; \
	estran.wiring.open_browser(pathlib.Path(sys.argv[1]).resolve().as_uri())' $(LAB)/report.html

web: | $(BIN)/python $(if $(wildcard $(VENV)/.test-stamp),,$(VENV)/.run-stamp)  ## build the web room, where its sources changed; ESTRAN_SKIP_WEB=1 goes without
	@$(BIN)/python hatch_build.py

web-test: $(VENV)/.test-stamp web  ## types, form and unit tests of the web room
	@$(BIN)/python hatch_build.py check lint test

web-watch: $(VENV)/.test-stamp  ## build the web room anew at every change, beside `estran serve`
	@$(BIN)/python hatch_build.py watch

test: lint types floors web-test  ## form, types, floors, the web room and the quick tests
	@$(BIN)/estran engine build
	$(BIN)/pytest -q -n $(WORKERS) -m "not slow and not validation_long"

test-long: $(VENV)/.test-stamp  ## the slow tests and the long comparisons with measurements
	@$(BIN)/estran engine build
	$(BIN)/pytest -q -n $(WORKERS) -m "slow or validation_long"

live: $(VENV)/.run-stamp  ## ask every live source of the sea for real; what cannot be reached is skipped by name
	@$(BIN)/python -m tools.check_live

bench: $(VENV)/.test-stamp  ## ratios of speed and memory; QUICK=1 for a rough look
	$(BIN)/python -m benchmarks $(if $(QUICK),--quick)

peers: $(VENV)/.test-stamp  ## other drift tools beside this one; the first time it installs them under out/peers
	$(BIN)/python -m benchmarks.peers.agreement
	$(BIN)/python -m benchmarks.peers
	$(BIN)/python -m benchmarks.peers.cold_start

lint: $(VENV)/.test-stamp  ## form of the code, nothing is changed
	$(BIN)/ruff format --check
	$(BIN)/ruff check

format: $(VENV)/.test-stamp  ## bring the code into form
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

types: $(VENV)/.test-stamp  ## check the types
	$(BIN)/mypy

floors: $(VENV)/.test-stamp  ## check who imports whom
	$(BIN)/lint-imports

reference: $(VENV)/.test-stamp  ## write the generated pages and outputs of the documentation anew
	$(BIN)/python -m tools.write_proofs
	$(BIN)/python -m tools.write_reference

lock:  ## write the locks anew with Python 3.11 (minutes); UPGRADE=1 also moves to the newest releases
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || \
	  { echo "Locks are written with the oldest Python that Estran supports: make lock PYTHON=python3.11"; exit 1; }
	@lab=$$(mktemp -d); trap 'rm -rf "$$lab"' EXIT; \
	$(PYTHON) -m venv "$$lab"; "$$lab/bin/python" -m pip -qq install -r requirements/lock.in; \
	cd requirements; \
	"$$lab/bin/"$(COMPILE) -o run.lock run.in; \
	"$$lab/bin/"$(COMPILE) -o test.lock test.in

clean:  ## remove the environment, caches and pictures
	rm -rf $(VENV) web/node_modules src/estran/server/static out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .benchmarks
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# Set-up, stamped: a second call is quick, and a changed lock installs again. The build is not isolated,
# so that the locks, hatchling among them, are all that is ever installed.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Estran needs Python 3.11 or newer, and '$(PYTHON)' is not: $$($(PYTHON) --version 2>&1 || true)"; \
	    echo "Name another one: make $(or $(firstword $(MAKECMDGOALS)),run) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "'$(PYTHON)' cannot make an environment; on Debian and Ubuntu: apt install python3-venv"; exit 1; }

$(VENV)/.run-stamp: requirements/run.lock pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) (once) ..."
	@$(PIP) install --require-hashes -r requirements/run.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test-stamp: requirements/test.lock pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) with the developers' tools (once) ..."
	@$(PIP) install --require-hashes -r requirements/test.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
