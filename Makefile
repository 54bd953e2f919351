# The working day. `make` lists what there is; CI runs `make check test`.
.DEFAULT_GOAL := help
SHELL := /bin/sh
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
UV := VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv
COMPILE := pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
  --no-annotate --no-emit-index-url --no-emit-find-links --all-extras pyproject.toml
export UV_COMPILE_BYTECODE := 1

.PHONY: help setup run check test content bench load chaos hosts upgrade-report docs migrate lock lock-check format clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## Build .venv with everything, from the lock

$(STAMP): requirements-dev.lock pyproject.toml scripts/find_python.sh
	@test -x $(BIN)/python || "$$(scripts/find_python.sh)" -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.13"
	@$(UV) pip install --quiet --require-hashes -r requirements-dev.lock
	@$(UV) pip install --quiet --no-deps --editable . $(addprefix --editable ,$(wildcard packages/*))
	@$(BIN)/python -m compileall -q src packages
	@$(BIN)/python -c "from ojala.content.loader import load; load()"
	@touch $@

run: $(STAMP) ## Set up, migrate the embedded database and serve the app
	@$(BIN)/ojala serve

check: $(STAMP) lock-check content ## Lint, types, layers, dependencies, templates, content
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/deptry src
	$(BIN)/djlint src --check --lint --quiet

test: $(STAMP) ## Set up and run every test: both databases, Redis, a browser, each Python found
	$(BIN)/python scripts/with_services.py scripts/test.sh

content: $(STAMP) ## Prove every sentence, rule and verb
	$(BIN)/ojala content check

bench: $(STAMP) ## Measure, side by side, and write build/bench.json
	$(BIN)/python scripts/with_services.py scripts/bench.sh

load: $(STAMP) ## Have a hundred people practise for ten minutes: faults, times, growth of memory
	$(BIN)/python scripts/with_services.py $(BIN)/python -m bench.steady

chaos: $(STAMP) ## Break what the service needs while people practise, and write docs/reliability.md
	$(BIN)/python scripts/chaos.py

hosts: $(STAMP) ## Practise at two hosts (network namespaces), kill one, and write docs/two-hosts.md
	$(BIN)/python scripts/two_hosts.py

UPGRADE_TESTS ?= tests/spanish tests/diagnosis tests/learning tests/storage tests/practice/test_service.py
upgrade-report: $(STAMP) ## Assess the move from Python 3.11 to 3.13, and write docs/python-3.13.md
	$(BIN)/python scripts/with_services.py $(BIN)/pyassess check -r requirements.lock --project . --src src --from 3.11 --to 3.13 \
	  --with requirements-dev.lock --smoke scripts/upgrade/smoke.py \
	  --test "pytest -q -p no:randomly -m 'not browser and not exhaustive' -k 'not postgresql' $(UPGRADE_TESTS)" \
	  --bench scripts/upgrade/measure.py --gates scripts/upgrade/gates.toml --rounds 12 \
	  --md docs/python-3.13.md; test $$? -le 1

docs: $(STAMP) ## Build the documentation into build/site
	$(BIN)/mkdocs build --strict --quiet

migrate: $(STAMP) ## Bring the database of this environment up to date
	$(BIN)/ojala migrate

format: $(STAMP) ## Format the code and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## Write the lock files anew
	$(BIN)/uv $(COMPILE) -o requirements.lock
	$(BIN)/uv $(COMPILE) --group dev -c requirements.lock -o requirements-dev.lock

lock-check: $(STAMP)
	@mkdir -p build && cp requirements*.lock build/
	@$(BIN)/uv $(COMPILE) -o build/requirements.lock
	@$(BIN)/uv $(COMPILE) --group dev -c requirements.lock -o build/requirements-dev.lock
	@cmp build/requirements.lock requirements.lock && cmp build/requirements-dev.lock requirements-dev.lock \
	  || { echo "the lock does not follow from pyproject.toml: run make lock"; exit 1; }

clean: ## Remove what was built
	rm -rf .venv .venv-* build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
