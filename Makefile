# Every target sets up `.venv` by itself. Needed: git, make, Python 3.11 or newer with its venv module.
#   make demo [ARGS="--lang ar"]   the sample case, read and weighed
#   make test                      everything that must hold
#   make test-models               names read by a Transformers model (adds torch to .venv, some 1.2 GB)
#   make check                     the fast part, before each commit
#   make fast                      a compiled copy in build/fast, for long runs (a minute or two, needs a C compiler)
#   make bench                     speed and memory on real reports, compiled and not
#   make shots                     pictures of every page in build/shots (needs Chromium)
#   make bench-pages               how fast the pages of a case of 100,000 reports answer (makes it first, ten minutes)
#   make clean                     remove what was built, keep .venv
#   make lock                      renew requirements.lock (maintainers, needs uv)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test models test-models check fast bench bench-pages shots clean lock setup lint

VENV := .venv
PYTHON := $(VENV)/bin/python
LOCKED := $(VENV)/.locked
MODELS := $(VENV)/.models
INSTALLED := $(VENV)/.installed
TABLES := $(VENV)/.tables
PAGES := $(VENV)/.pages
# Folders too, so that a file taken away is noticed.
LEXICON_ROWS := $(shell find src/tarjih/lexicons -mindepth 1 \( -name '*.tsv' -o -name '*.toml' -o -type d ! -name __pycache__ \) 2>/dev/null)
WEB_FILES := $(shell find web -path web/node_modules -prune -o -type f -print 2>/dev/null)
FAST := build/tarjih
SOURCES := $(shell find src/tarjih tools -name __pycache__ -prune -o -name 'compiled.*' -prune -o -path '*/web/static' -prune -o -type f -print 2>/dev/null)
REPORTS ?= ../shared/corpus/reports.jsonl
UV ?= uv
LOCKING := --universal --python-version 3.11 --generate-hashes --no-config --quiet --custom-compile-command "make lock"
ARGS ?=

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PIP_ROOT_USER_ACTION := ignore
# A PYTHONPATH or PYTHONHOME of the user's shell must not reach into .venv.
unexport PYTHONPATH PYTHONHOME

help:
	@sed -n '1,/^$$/s/^# \{0,1\}//p' Makefile

demo: setup
	@$(VENV)/bin/tarjih demo $(ARGS)

lint: setup
	@$(PYTHON) -m ruff format --quiet --check --output-format concise . || { echo "Not formatted: run $(PYTHON) -m ruff format ." >&2; exit 1; }
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m mypy --no-error-summary
	@$(VENV)/bin/lint-imports > $(VENV)/imports.txt || { cat $(VENV)/imports.txt; exit 1; }
	@echo "Format, lint, types and import arrows hold."

check: lint
	@$(PYTHON) -m pytest -q -m "not slow" $(ARGS)

test: lint
	@$(PYTHON) -m pytest -q $(ARGS)

models: setup $(MODELS)

test-models: setup $(MODELS)
	@$(PYTHON) -m pytest -q tests_models $(ARGS)

fast: $(FAST)
	@echo "Run it as $(FAST)"

# What a user of the wheel gets, in a folder of its own: made anew when a source has changed.
$(FAST): $(SOURCES) pyproject.toml hatch_build.py tools/compile_modules.py | setup
	@echo "Building the wheel with its compiled modules (a minute or two) ..."
	@rm -rf build/wheel build/fast
	@$(PYTHON) -m hatchling build --target wheel --directory build/wheel > /dev/null
	@$(PYTHON) -m pip install --quiet --no-deps --no-index --target build/fast build/wheel/*.whl
	@printf '#!/bin/sh\nPYTHONPATH="%s" exec "%s" -m tarjih "$$@"\n' "$(CURDIR)/build/fast" "$(CURDIR)/$(PYTHON)" > $@
	@chmod +x $@

bench: $(FAST)
	@test -r $(REPORTS) || { echo "make bench needs real reports in $(REPORTS), which is not there; name another file: make bench REPORTS=FILE.jsonl" >&2; exit 1; }
	@PYTHONPATH=build/fast $(PYTHON) benchmarks/reading.py --corpus $(REPORTS) $(ARGS)

shots: setup
	@$(PYTHON) tools/shots.py build/shots $(ARGS)
	@echo "Pictures of the pages are in build/shots."

# The case is made once; later it is taken as if the code and lexicons of the day had made it.
bench-pages: setup
	@test -d build/big-case || { PYTHONPATH=.:src $(PYTHON) -m tools.big_case build/big-case.part && mv build/big-case.part build/big-case; }
	@PYTHONPATH=.:src $(PYTHON) -m tools.big_case build/big-case --as-new
	@PYTHONPATH=.:src $(PYTHON) -m benchmarks.pages build/big-case $(ARGS)

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .benchmarks .import_linter_cache
	rm -rf src/tarjih/publishing/web/static web/node_modules $(PAGES)
	rm -rf src/tarjih/lexicons/compiled.* $(TABLES) $(VENV)/imports.txt
	find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "Kept $(VENV); rm -r $(VENV) for a fresh set-up."

lock:
	@command -v $(UV) > /dev/null || { echo "make lock needs uv, which was not found; name it: make lock UV=PATH" >&2; exit 1; }
	$(UV) pip compile pyproject.toml --group dev $(LOCKING) --output-file requirements.lock $(ARGS)
	$(UV) pip compile --group pyproject.toml:models --constraint requirements.lock $(LOCKING) \
		--output-file requirements-models.lock $(ARGS)

setup: $(INSTALLED) $(TABLES) $(PAGES)

$(LOCKED): requirements.lock
	@sh tools/make_venv.sh $(VENV)
	@echo "Installing the locked dependencies into $(VENV) (once, about a minute) ..."
	@$(PYTHON) -m pip install --quiet --require-hashes --only-binary :all: --requirement requirements.lock
	@touch $@

$(MODELS): requirements-models.lock tools/torch.txt | $(LOCKED)
	@echo "Installing what the extra transformers needs into $(VENV) (once, about a minute, 1.2 GB) ..."
	@$(PYTHON) -m pip install --quiet --require-hashes --only-binary :all: --requirement requirements-models.lock \
		--requirement tools/torch.txt || { echo "tools/torch.txt names torch's build for the processor, Linux x86_64, Python 3.11; let pip find it (PIP_FIND_LINKS or PIP_EXTRA_INDEX_URL), or leave this out: make test needs none of it" >&2; exit 1; }
	@touch $@

# A changed row needs no new installation: the tables are rebuilt in place, without a network.
$(TABLES): $(LOCKED) $(LEXICON_ROWS) $(wildcard tools/*.py src/tarjih/arabic/*.py src/tarjih/lexicons/*.py)
	@echo "Building the lexicon tables ..."
	@PYTHONPATH=src $(PYTHON) tools/build_tables.py
	@touch $@

# Scripts, styles and fonts of the web pages: npm fetches its packages once, then only what changed is bundled.
$(PAGES): $(LOCKED) tools/build_web.py $(WEB_FILES)
	@echo "Building the web pages ..."
	@$(PYTHON) tools/build_web.py > /dev/null
	@touch $@

# The build hook would build the tables again: they are fresh, and pip would bury its message about a wrong row.
$(INSTALLED): pyproject.toml hatch_build.py | $(TABLES)
	@HATCH_BUILD_NO_HOOKS=true $(PYTHON) -m pip install --quiet --no-build-isolation --no-deps --editable .
	@$(PYTHON) -m compileall -q src/tarjih
	@touch $@
