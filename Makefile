# Everything a person needs, on a machine with Python 3.11, Node 20 and make, as root or not.

PYTHON ?= $(firstword $(foreach each,python3 python3.13 python3.12 python3.11 python3.14,\
    $(shell $(each) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(each))))
WORKERS ?= logical
TESTS ?=
ROWS ?=
SMALL ?=

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK = $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 \
    --generate-hashes --no-emit-index-url --no-header
# Compiled ahead, because tests start many processes, and some machines keep no byte code.
PACKAGES := benefits partner_portal member_portal migrations tests
VENDORED := benefits/web/static/vendor member_portal/static/vendor partner_portal/static/vendor
WORDS := benefits/web/translations/en/LC_MESSAGES/messages.mo

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test check lint types contracts tests bench lighthouse format words lock pictures clean

help: ## say what can be made
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1|\2/p' $(MAKEFILE_LIST) | \
		while IFS='|' read -r name words; do printf '  make %-10s %s\n' "$$name" "$$words"; done

run: .venv/.runs .venv/.command node_modules/.copied $(WORDS) instance/secret_key ## start it with demo data and say who can sign in
	@export SECRET_KEY="$${SECRET_KEY:-$$(cat instance/secret_key)}" OFFICER_TOTP="$${OFFICER_TOTP:-optional}"; \
		$(BIN)/benefits db upgrade && $(BIN)/benefits demo --if-empty && exec $(BIN)/benefits serve

test: .venv/.tests .venv/.command node_modules/.copied ## check everything, in the browser too
	@$(BIN)/python -m tests.support.install_chromium
	@$(MAKE) --no-print-directory lint contracts
	@# The types take one core for a minute where nothing is kept of the last time.
	@$(MAKE) --no-print-directory types >.venv/.said 2>&1 & types=$$!; \
		$(MAKE) --no-print-directory tests; tested=$$?; \
		wait $$types; typed=$$?; cat .venv/.said; exit $$((tested + typed))

check: lint types contracts ## read the code: style, types, who may import whom

lint: .venv/.tests
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: .venv/.tests
	@$(BIN)/mypy

contracts: .venv/.tests
	@$(BIN)/lint-imports

tests: .venv/.tests .venv/.command node_modules/.copied $(WORDS)
	@$(BIN)/python -m compileall -q $(PACKAGES)
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n $(WORKERS) --dist worksteal $(TESTS)

bench: .venv/.tests .venv/.command node_modules/.copied ## measure the speed against baselines: ROWS="scan_sqlite …", SMALL=1
	@$(BIN)/python -m tests.support.install_chromium
	@PYTHONPATH=. $(BIN)/python -m bench $(if $(SMALL),--small) $(ROWS)

lighthouse: .venv/.tests .venv/.command node_modules/.copied $(WORDS) bench/lighthouse/node_modules/.installed ## let Lighthouse judge landing, card, scanner, desk
	@PYTHONPATH=. $(BIN)/python bench/lighthouse/judge.py

format: .venv/.tests ## write the code the one way we write it
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

words: .venv/.tests ## gather the texts of the pages, to be put into English
	@$(BIN)/python -m tests.support.words

lock: .venv/.tests ## renew requirements*.txt from requirements*.in, and package-lock.json
	@$(BIN)/python -c 'import uv' 2>/dev/null || $(PIP) install uv
	@echo 'setuptools>=77' | $(LOCK) --upgrade requirements.in - --output-file requirements.txt
	@$(LOCK) --upgrade requirements-dev.in --output-file requirements-dev.txt
	@npm update --package-lock-only --ignore-scripts --no-audit --no-fund

pictures: .venv/.tests .venv/.command node_modules/.copied ## take the README's pictures from the product itself
	PYTHONPATH=. $(BIN)/python docs/take_pictures.py

clean: ## remove what was installed and made, but not instance/ with its data
	rm -rf .venv node_modules bench/lighthouse/node_modules $(VENDORED) $(WORDS) build *.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp in .venv says what has been installed, so that the second time is quick.

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and there is none here."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		test "$$(id -u)" = 0 && command -v apt-get >/dev/null && \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(PYTHON)-venv; } || { \
		echo "This Python makes no environments. On Debian or Ubuntu: sudo apt-get install $(PYTHON)-venv"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/.runs: requirements.txt | $(BIN)/python
	@echo "Installing what the product runs on"
	@$(PIP) install --require-hashes --no-deps --requirement requirements.txt
	@touch $@

.venv/.tests: requirements-dev.txt | $(BIN)/python
	@echo "Installing what the product runs on and is tested with"
	@$(PIP) install --require-hashes --no-deps --requirement requirements-dev.txt
	@touch .venv/.runs $@

.venv/.command: pyproject.toml .venv/.runs
	@$(PIP) install --no-deps --no-build-isolation --config-settings editable_mode=compat --editable .
	@touch $@

node_modules/.copied: package.json package-lock.json benefits/web/assets.py .venv/.runs
	@node -e 'process.exit(+process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null || { \
		echo "Node.js 20 or newer is needed, with npm, for the scripts and fonts of the pages."; exit 1; }
	@echo "Installing the scripts and fonts of the pages"
	@npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
	@$(BIN)/python -m benefits.web.assets
	@touch $@

$(WORDS): $(WORDS:.mo=.po) .venv/.runs
	@$(BIN)/pybabel --quiet compile --directory benefits/web/translations

bench/lighthouse/node_modules/.installed: bench/lighthouse/package.json bench/lighthouse/package-lock.json
	@cd bench/lighthouse && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

instance/secret_key:
	@mkdir -p instance
	@umask 077 && $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(48))' > $@
