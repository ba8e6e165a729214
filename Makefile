# What each target does stands behind its ##; `make help` prints it.
PYTHON ?= python3
KANBEN := .venv/bin/python -m kanben.cli
READY := .venv/ready

.PHONY: help pdf epub docx all annotated check test test-all lint tidy accept pictures bench
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1  \2/p' $(MAKEFILE_LIST) | while read name text; do printf '%-10s %s\n' "$$name" "$$text"; done

pdf: $(READY) ## the book in manuscript/ as dist/*.pdf
	@$(KANBEN) build pdf

epub: $(READY) ## the book as dist/*.epub
	@$(KANBEN) build epub

docx: $(READY) ## the book as dist/*.docx
	@$(KANBEN) build docx

all: $(READY) ## every edition in every format it comes in
	@$(KANBEN) build --edition all

annotated: $(READY) ## the annotated edition
	@$(KANBEN) build --edition annotated

check: $(READY) ## everything wrong or doubtful in the book
	@$(KANBEN) check

test: $(READY) ## the test suite: Python packages only
	@.venv/bin/python -m pytest -m "not all"

test-all: $(READY) ## all tests, with Chromium, node and LibreOffice installed for them
	@$(PYTHON) scripts/bootstrap.py all
	@.venv/bin/python -m pytest

lint: $(READY) ## ruff and mypy
	@.venv/bin/ruff check scripts tests
	@.venv/bin/ruff format --check scripts tests
	@.venv/bin/mypy

accept: $(READY) ## take what the golden book gives now as right
	@KANBEN_ACCEPT=1 .venv/bin/python -m pytest tests/test_golden.py tests/test_config.py tests/test_docs.py

pictures: $(READY) ## the pictures of the README
	@.venv/bin/python scripts/pictures.py

bench: $(READY) ## time and memory, as ratios (minutes)
	@.venv/bin/python scripts/bench.py

tidy: ## remove what can be made again: build/, dist/, .venv/, .system/
	rm -rf build dist .venv .system .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(READY): requirements.lock scripts/bootstrap.py scripts/system_packages.py
	@$(PYTHON) scripts/bootstrap.py
	@touch $@
