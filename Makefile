# deckbrief. `make` builds every deck and briefing; nothing has to be installed first but Python 3.11 or newer.
#
#   CONTENT, TEMPLATES, THEME, OUT, JOBS   are handed on, e.g. make deck CONTENT=my/content THEME=ink OUT=my/build
#   TEMPLATE                               your own PowerPoint template, e.g. make deck TEMPLATE=corporate.pptx
#   STYLE, PDF_VARIANT                     the style of briefings, and the standard they keep: pdf/ua-1 or pdf/a-2u
#   FONTS                                  their fonts: setup (what the set-up brings), system, or a folder of your own
#   SCHEDULER                              other machines that build: docs/cluster.md
#   MINUTES                                how long decks are to take, e.g. make deck MINUTES=45
#   START                                  when sessions begin, for the guide: make briefing START=09:00
#   DRAFT                                  show a stand-in for each picture that is not there yet: make deck DRAFT=1
#   FORCE, WHY                             build what has not changed too; tell what each output was built for: WHY=1
#   OVERWRITE, CLEAN                       replace outputs that you changed (yours are kept by date); remove those that
#                                          the content gives no more: make deck CLEAN=1
#   TESTS                                  what `make test` runs, e.g. make test TESTS=tests/layout
#   SOURCE                                 the text that `make check` verifies the evidence against
#   PORT                                   where `make preview` listens, on this machine only (8765)
#   PYTHON                                 the interpreter that .venv is made with

MAKEFLAGS += --no-builtin-rules --no-print-directory
.SUFFIXES:
.DEFAULT_GOAL := all

python := .venv/bin/python
deckbrief := $(python) -m deckbrief

# The source of the shipped content is not ours to publish; where it lies beside the checkout, it is used.
SOURCE ?= $(if $(CONTENT),,$(wildcard ../shared/source/article.txt))

content := $(if $(CONTENT),--content "$(CONTENT)") $(if $(TEMPLATES),--templates "$(TEMPLATES)") \
  $(if $(TEMPLATE),--template "$(TEMPLATE)")
flags := $(content) $(if $(THEME),--theme "$(THEME)") $(if $(OUT),--out "$(OUT)") $(if $(JOBS),--jobs "$(JOBS)") \
  $(if $(SCHEDULER),--scheduler "$(SCHEDULER)") $(if $(DRAFT),--draft) $(if $(FORCE),--force) $(if $(WHY),--why) $(if $(OVERWRITE),--overwrite) $(if $(CLEAN),--clean)

paper_flags := $(flags) $(if $(STYLE),--style "$(STYLE)") $(if $(PDF_VARIANT),--pdf-variant "$(PDF_VARIANT)") $(if $(START),--start "$(START)") \
  $(if $(FONTS),--fonts "$(FONTS)")
deck_flags := $(flags) $(if $(MINUTES),--minutes "$(MINUTES)")

.PHONY: all deck briefing web slides preview check test docs lint format messages validate fresh pythons lock gallery pictures bench growth kills edits fuzz soak cluster audit clean help

all: .venv/run.stamp ## Build all decks and briefings into build/ (what plain `make` does)
	@.ci/system-packages briefing
	@$(deckbrief) build deck briefing $(paper_flags) $(if $(MINUTES),--minutes "$(MINUTES)")

deck: .venv/run.stamp ## Build the decks: build/deck/*.pptx
	@$(deckbrief) build deck $(deck_flags)

briefing: .venv/run.stamp ## Build the briefings: build/briefing/*.pdf
	@.ci/system-packages briefing
	@$(deckbrief) build briefing $(paper_flags) $(if $(MINUTES),--minutes "$(MINUTES)")

web: .venv/run.stamp ## Build each deck as one HTML file to present from: build/web/*.html
	@$(deckbrief) build web $(deck_flags)

slides: .venv/run.stamp ## Build each deck as PDF, and all its slides in one picture: build/slides/
	@.ci/system-packages briefing
	@$(deckbrief) build slides $(deck_flags) $(if $(FONTS),--fonts "$(FONTS)")

preview: .venv/run.stamp ## Show slides in a browser on this machine, drawn anew whenever a file is saved
	@$(deckbrief) serve --open $(content) $(if $(THEME),--theme "$(THEME)") $(if $(PORT),--port "$(PORT)")

check: .venv/run.stamp ## Check content and templates, and the evidence against SOURCE
	@$(deckbrief) check $(content) $(if $(SOURCE),--source "$(SOURCE)")

test: .venv/dev.stamp ## Run the tests (TESTS=tests/layout for some of them)
	@.ci/system-packages test
	@$(python) -m pytest -n auto --dist worksteal $(TESTS)

docs: .venv/dev.stamp ## Build the documentation, in English and Chinese: build/docs/index.html
	@$(python) .ci/docs.py

lint: .venv/dev.stamp ## Lint, check the format, the types, and which way imports go
	@status=0; for tool in "ruff check" "ruff format --check" mypy; do $(python) -m $$tool || status=1; done; \
	  .venv/bin/lint-imports --no-logo --no-cache || status=1; exit $$status

format: .venv/dev.stamp ## Put the code into its format
	@$(python) -m ruff check --fix --quiet . || true
	@$(python) -m ruff format .

validate: .venv/dev.stamp ## Build all, and have other people's validators judge every file
	@.ci/system-packages validate
	@$(deckbrief) build deck briefing
	@$(deckbrief) build --content tests/packs/english/content --out .make/english
	@cd tests/validate && { cmp -s package-lock.json node_modules/.installed-lock || { \
	  npm install --no-save --no-audit --no-fund --loglevel=error && cp package-lock.json node_modules/.installed-lock; }; }
	@cmp -s tests/validate/linters.lock .make/linters/lock || { $(python) -m venv --clear .make/linters && \
	  .make/linters/bin/python -m pip install -qq --require-hashes -r tests/validate/linters.lock && \
	  cp tests/validate/linters.lock .make/linters/lock; }
	@$(python) tests/validate/validate.py build .make/english

fresh: ## Try the commands in bare roots of Debian's current releases (needs root; RELEASES=trixie for one of them)
	@.ci/fresh $(RELEASES)

pythons: ## Build everything with Python 3.11, 3.12 and 3.13 where they are installed: the same parts in all files
	@.ci/pythons

messages: .venv/dev.stamp ## Take new messages of the code into the catalogues of translations
	@$(python) .ci/catalogues.py update
	@$(python) .ci/catalogues.py compile
	@$(python) .ci/problem_codes.py

pictures: .venv/run.stamp ## Draw the pictures of the README anew: docs/images
	@.ci/system-packages briefing
	@$(python) .ci/pictures.py

lock: .venv/dev.stamp ## Write the lock files anew, with the newest versions that pyproject.toml allows
	@$(python) -m pip install -qq uv
	@rm -f requirements.lock requirements-dev.lock requirements-fuzz.lock
	@$(lock) --output-file requirements.lock
	@$(lock) --extra dev --constraints requirements.lock --output-file requirements-dev.lock
	@$(lock) --extra dev --extra fuzz --constraints requirements-dev.lock --output-file requirements-fuzz.lock
	@$(uv) tests/validate/linters.in $(hashed) --output-file tests/validate/linters.lock

uv = UV_CUSTOM_COMPILE_COMMAND="make lock" $(python) -m uv --no-config --quiet pip compile
hashed = --universal --python-version 3.11 --generate-hashes --no-emit-index-url
lock = $(uv) pyproject.toml --group build $(hashed)

bench: .venv/run.stamp ## Time the program's whole runs, and tell the share of each stage
	@.ci/system-packages briefing
	@$(python) -m deckbrief.run.bench $(if $(CONTENT),--content "$(CONTENT)")

growth: .venv/dev.stamp ## Count the calls of decks with long lists: 250 entries, 1000 (ENTRIES=100 for fewer)
	@$(python) -m tests.growth.count $(ENTRIES)

kills: .venv/dev.stamp ## End builds 200 times at system calls and 200 times at random moments: what is left is whole
	@DECKBRIEF_KILLS=$(or $(KILLS),200) $(python) -m pytest -q tests/run/test_ended.py -k killed_at

edits: .venv/dev.stamp ## Try 500 random edits, each against a build from nothing: the same bytes
	@DECKBRIEF_EDITS=$(or $(EDITS),500) $(python) -m pytest -q tests/run/test_changes.py -k any_edit

fuzz: .venv/fuzz.stamp ## Try 1000 packs of each kind, whole and broken, and damaged files of all kinds (FUZZ=100 for fewer)
	@DECKBRIEF_FUZZ=$(or $(FUZZ),1000) $(python) -m pytest -q -n auto tests/fuzz
	@for kind in pack template deck pull csv workbook picture drawing; do \
	  $(python) tests/fuzz/bytes.py $$kind $(or $(SECONDS),200) >.make/fuzz-$$kind.log 2>&1 || { tail -n 40 .make/fuzz-$$kind.log; exit 1; }; \
	  echo "$$kind: $$(tail -n 1 .make/fuzz-$$kind.log)"; done

soak: .venv/dev.stamp ## Build 10,000 packs in one process and in its pool: memory and handles stay what they were
	@.ci/system-packages briefing
	@$(python) tests/fuzz/soak.py $(SOAK)

cluster: .venv/dev.stamp ## Build by three workers in networks of their own, one killed and one cut off, 20 times (needs root)
	@DECKBRIEF_CLUSTER=$(or $(CLUSTER),20) $(python) -m pytest -q tests/run/test_cluster.py

audit: .venv/dev.stamp ## Compare the locked packages with published advisories, and list their licences
	@.ci/audit

gallery: .venv/run.stamp ## Draw every figure, with 1 to 12 parts, in every theme: build/gallery/index.html
	@$(deckbrief) gallery $(if $(TEMPLATES),--templates "$(TEMPLATES)") $(if $(OUT),--out "$(OUT)")

clean: ## Remove what was built; .venv stays
	@rm -rf build .make

help: ## Show this list
	@if command -v python3 >/dev/null; then python3 .ci/make-help $(firstword $(MAKEFILE_LIST)); else \
	  awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST)); fi

# .venv follows the lock files. A stamp newer than both lock and pyproject.toml means there is nothing to do.
.venv/bin/python:
	@.ci/python-environment create

# Messages in other languages than English: compiled when the package is installed, and again when they are edited.
catalogues := $(patsubst %.po,%.mo,$(wildcard generator/deckbrief/locale/*/LC_MESSAGES/deckbrief.po))

all deck briefing check gallery test docs: $(catalogues)

$(catalogues): %.mo: %.po | .venv/run.stamp
	@$(python) .ci/catalogues.py compile

.venv/run.stamp: requirements.lock pyproject.toml .ci/python-environment .venv/bin/python
	@.ci/python-environment install requirements.lock
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/run.stamp
	@.ci/python-environment install requirements-dev.lock
	@touch $@

.venv/fuzz.stamp: requirements-fuzz.lock .venv/dev.stamp
	@.ci/python-environment install requirements-fuzz.lock
	@mkdir -p .make
	@touch $@
