# One command for each thing; `make help` lists them.

PORT ?= 8000
JOBS ?= auto
VENV := .venv
PYTHON := $(VENV)/bin/python
PIP_INSTALL := $(PYTHON) -m pip install --quiet --disable-pip-version-check
PYTEST := $(PYTHON) -m pytest -n $(JOBS)
IN_TESTS := DJANGO_SETTINGS_MODULE=cms.settings.test $(PYTHON)
GOLDEN := tests/api/openapi.json
BENCHMARKS = PYTHONPATH=. $(PYTHON) -m benchmarks
SIZES ?= 100 2000 10000
CLIENTS := tests/clients
BROWSER_TOOLS := tests/browser/tools
NPM_CI := npm ci --ignore-scripts --no-audit --no-fund --silent
CODE := cms home refugeeweek press search scripts benchmarks manage.py

# Enough for the checks of production settings; guards nothing.
PRODUCTION := DJANGO_SETTINGS_MODULE=cms.settings.production DEBUG=0 \
	DATABASE_URL=sqlite://:memory: \
	SECRET_KEY=checked-by-make-lint-and-used-for-nothing-else-0123456789 \
	ALLOWED_HOSTS=www.example.org BASE_URL=https://www.example.org

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run dev test coverage test-services rounds rounds-services writers lint format schema examples fuzz clients gates lighthouse benchmarks benchmarks-table pictures screenshots clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

run dev: export DJANGO_SETTINGS_MODULE ?= cms.settings.dev
# honcho counts PORT up for each process it starts; this one stays.
run dev: export SITE_PORT := $(PORT)
run dev: export PORT := $(PORT)

run: $(VENV)/.installed .env ## Serve the site on http://localhost:8000 (PORT=…), with sample content
	@$(PYTHON) manage.py prepare_site
	@exec $(PYTHON) -m honcho --env /dev/null start --port $(PORT)

dev: $(VENV)/.installed-dev .env ## Serve for development: reloads itself, shows Django's error pages
	@$(PYTHON) manage.py prepare_site
	@exec env DEBUG=1 $(PYTHON) manage.py runserver localhost:$(PORT)

test: $(VENV)/.installed-dev $(BROWSER_TOOLS)/node_modules/.installed ## Run all tests on SQLite
	$(PYTEST)

coverage: $(VENV)/.installed-dev ## Run all tests on SQLite and tell which lines none of them runs
	$(PYTEST) --cov

test-services: $(VENV)/.installed-dev ## Run all tests on PostgreSQL and Redis, started for them
	$(PYTHON) scripts/with_services.py $(PYTEST)

rounds: $(VENV)/.installed-dev ## Measure that 50 pages appear on time while schedulers are killed
	ROUNDS=50 $(PYTHON) -m pytest tests/publishing/test_rounds.py

rounds-services: $(VENV)/.installed-dev ## The same on PostgreSQL and Redis
	ROUNDS=50 $(PYTHON) scripts/with_services.py $(PYTHON) -m pytest tests/publishing/test_rounds.py

writers: $(VENV)/.installed-dev ## Let eight write for a minute on PostgreSQL, and compare what readers have then
	WRITERS_SECONDS=60 $(PYTHON) scripts/with_services.py $(PYTHON) -m pytest tests/changes/test_writers.py

lint: $(VENV)/.installed-dev ## Check style, types, imports, templates, migrations, settings
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy $(CODE)
	$(VENV)/bin/lint-imports --no-cache
	$(VENV)/bin/djhtml --check templates
	$(VENV)/bin/djlint --lint --quiet templates
	$(PRODUCTION) $(PYTHON) manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(PYTHON) manage.py check --deploy --fail-level WARNING
	$(PYTHON) scripts/check_catalogues.py

format: $(VENV)/.installed-dev ## Put code and templates into the house style
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .
	$(VENV)/bin/djhtml templates

schema: $(VENV)/.installed-dev ## Renew the golden copy of the API's openapi.json (BREAK=1: even if it breaks partners' programs)
	@mkdir -p var
	@$(IN_TESTS) manage.py openapi --address https://www.example.org > var/openapi.json
	@$(if $(BREAK),-)$(PYTHON) -m scripts.schema_changes $(GOLDEN) var/openapi.json
	mv var/openapi.json $(GOLDEN)

examples: $(VENV)/.installed-dev ## Ask the sample content for the examples in openapi.json anew
	WRITE_EXAMPLES=1 $(PYTHON) -m pytest tests/api/test_openapi_examples.py -k written -p no:randomly

fuzz: $(VENV)/.installed-dev ## Ask the API thousands of generated questions (CASES=… for each endpoint)
	CASES=$(or $(CASES),50) $(PYTHON) -m pytest tests/api/test_fuzz.py -s

clients: $(VENV)/.installed-dev $(CLIENTS)/node_modules/.installed ## Generate clients of the API in TypeScript and Python, and let them read it
	CLIENTS=1 $(PYTHON) -m pytest $(CLIENTS)

gates: $(VENV)/.installed-dev $(BROWSER_TOOLS)/node_modules/.installed ## Let Chromium look at every page and state for access, size, validity; `make test` takes a part
	GATES=all REQUIRE_BROWSER=1 $(PYTEST) tests/browser/gates

lighthouse: $(VENV)/.installed-dev $(BROWSER_TOOLS)/node_modules/.installed-lighthouse ## Measure pages with Lighthouse as on a telephone; nothing else should run meanwhile (RUNS=3)
	$(PYTHON) -m tests.browser.lighthouse

benchmarks: $(VENV)/.installed ## Measure speed next to a stock Wagtail project (QUICK=1, PAGES=2000, DATABASES="sqlite postgresql")
	$(BENCHMARKS) $(if $(QUICK),--quick) $(if $(ONLY_CONTENT),--only-content) --pages $(or $(PAGES),2000) \
		--databases "$(or $(DATABASES),sqlite postgresql)" --sizes "$(SIZES)" \
		--rounds $(or $(ROUNDS),3) --seconds $(or $(EACH),1.5)
	$(BENCHMARKS).readme_table

benchmarks-table: $(VENV)/.installed ## Put the newest result of the benchmarks into README.md
	$(BENCHMARKS).readme_table

pictures: $(VENV)/.installed-dev ## Draw the sample pictures again
	$(PYTHON) -m scripts.pictures.draw
	$(PYTHON) -m scripts.pictures.render

screenshots: $(VENV)/.installed-dev ## Take the pictures under docs/screenshots (ONLY="home edition"); needs Chromium
	$(PYTHON) -m scripts.screenshots $(ONLY)

clean: ## Remove the virtual environment; content stays
	rm -rf $(VENV)

.env:
	@umask 077; python3 -c 'import secrets; print("SECRET_KEY=" + secrets.token_urlsafe(50))' > $@

$(PYTHON):
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	@python3 -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.installed: requirements.txt | $(PYTHON)
	@echo "Installing the requirements; the first time takes a minute or two."
	@$(PIP_INSTALL) -r $<
	@touch $@

$(CLIENTS)/node_modules/.installed: $(CLIENTS)/package-lock.json
	@$(NPM_CI) --prefix $(CLIENTS)
	@touch $@

# Without npm the tests that need these programs are skipped, and say so.
$(BROWSER_TOOLS)/node_modules/.installed: $(BROWSER_TOOLS)/package-lock.json
	@{ command -v npm >/dev/null && $(NPM_CI) --prefix $(BROWSER_TOOLS) --omit=optional && touch $@; } || \
		echo "npm is not there or cannot install: axe-core and validators of HTML and CSS will not run."

$(BROWSER_TOOLS)/node_modules/.installed-lighthouse: $(BROWSER_TOOLS)/package-lock.json
	@$(NPM_CI) --prefix $(BROWSER_TOOLS)
	@touch $@ $(BROWSER_TOOLS)/node_modules/.installed

$(VENV)/.installed-dev: requirements-dev.txt | $(PYTHON)
	@echo "Installing the requirements; the first time takes a minute or two."
	@$(PIP_INSTALL) -r $<
	@touch $@ $(VENV)/.installed
