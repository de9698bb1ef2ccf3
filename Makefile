# 学时通. `make run` on a bare machine ends with the service on http://127.0.0.1:8080; `make help` lists the rest.

BOOTSTRAP := ./scripts/python.sh -m scripts.bootstrap
VENV := .venv/bin
HOST ?= 127.0.0.1
PORT ?= 8080
export HOST PORT

.DEFAULT_GOAL := help
.PHONY: help setup run test lint style types arrows frontend-test pytest bench clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' Makefile

setup: ## everything of `make run` short of starting the service
	@$(BOOTSTRAP) setup

run: ## set up what is missing, then serve on HOST and PORT (127.0.0.1, 8080)
	@exec $(BOOTSTRAP) run

test: test-setup lint frontend-test pytest ## install what the tests need, check the code, run all tests

.PHONY: test-setup
test-setup:
	@$(BOOTSTRAP) test-setup

lint: style types arrows ## ruff, mypy --strict, the arrows between the rooms

style:
	$(VENV)/ruff check .

types:
	$(VENV)/mypy
	$(VENV)/mypy scripts/bootstrap

arrows:
	$(VENV)/lint-imports

frontend-test: ## type check and unit tests of the chat page
	@$(BOOTSTRAP) npm run typecheck
	@$(BOOTSTRAP) npm test

pytest: ## the Python tests alone; ARGS="-k name" chooses among them
	$(VENV)/python -m pytest $(ARGS)

bench: bench-setup ## the measurements that docs and ADRs quote (benchmarks/README.md)
	@for file in benchmarks/*.py; do echo "== $$file"; $(VENV)/python "$$file" || exit 1; done

.PHONY: bench-setup
bench-setup:
	@$(BOOTSTRAP) bench-setup

clean: ## remove what was built; the database in var/ stays
	rm -rf .venv .uv models build *.egg-info web/static web/frontend/node_modules var/setup var/cache var/fonts
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
