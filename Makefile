# The two commands a newcomer needs are `make run` and `make test`; both set everything up by themselves.
.DEFAULT_GOAL := run
BIN := .venv/bin

.PHONY: setup dev run lint format test check bench bench-long help

setup: ## make .venv and install gradlings into it (a second run does nothing)
	@tools/setup.sh

dev:
	@tools/setup.sh dev

run: setup ## open the app
	@$(BIN)/gradlings

lint: dev ## formatting, lint, types and import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: dev ## put the code into the project's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test: dev ## all tests
	$(BIN)/pytest -n auto --dist worksteal --durations=20

check: lint test ## everything that must hold before a commit

bench: dev ## speed and memory, as ratios taken in one run
	$(BIN)/python -m tests.bench

bench-long: dev ## a million right formulas: is one refused? (CHECKS=20000 for fewer)
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tests.bench.long $(CHECKS)

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'
