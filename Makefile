# What a developer types. `make run` and `make test` do all the set-up.
.DEFAULT_GOAL := help
.PHONY: help run test check lint types format messages bench package clean ready ready-test

PY := .venv/bin/python

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile

ready:
	@packaging/setup/prepare.sh run

ready-test:
	@packaging/setup/prepare.sh test

run: ready  ## open the window with the sample tour
	@packaging/setup/run.sh

test: check  ## lint, types, contracts and every test
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n auto --dist loadfile

check: lint types  ## lint and types, without the tests

lint: ready-test  ## ruff
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: ready-test  ## mypy, strict
	$(PY) -m mypy

format: ready-test  ## let ruff lay out the code
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

messages: ready-test  ## the texts to translate, and what of them the translations lack
	.venv/bin/pybabel -q extract --no-default-keywords -k _ -k N_ -k ngettext:1,2 --sort-by-file \
		--no-location --omit-header -o resources/locale/tourplanner.pot src/tourplanner
	.venv/bin/python tools/update_translations.py

bench:  ## the measured figures
	@packaging/setup/prepare.sh bench
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.benchmarks.run

package:  ## the one-folder program in dist/tourplanner
	@packaging/setup/prepare.sh package
	packaging/build_program.sh
	packaging/smoke_test.sh

clean:  ## remove what was built, but not the environment
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests resources db packaging -name __pycache__ -prune -exec rm -rf {} +
