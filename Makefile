# The few verbs people type. Everything runs in .venv; nothing is installed outside of it.

PORT ?= 8000
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
WORDS := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))
# Another interpreter: make demo PYTHON=python3.12
PYTHON ?= python3

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.installed $(WORDS) ## build a demo company and serve it (PORT=8001, ARGS="--git PATH", ARGS=--no-serve)
	@exec $(BIN)/python manage.py demo --port $(PORT) --end-with-parent $(ARGS)

# A thousand random cases for every law; HYPOTHESIS_PROFILE=quick for a hundred, =release for a hundred thousand.
test: $(VENV)/.installed-dev $(WORDS) ## the whole test suite (ARGS="tests/scoring -k word")
	@HYPOTHESIS_PROFILE=$${HYPOTHESIS_PROFILE:-suite} $(BIN)/python -m pytest -n 2 $(ARGS)

check: $(VENV)/.installed-dev $(WORDS) ## lint, format, types, templates, import arrows, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	DEBUG=off SECRET_KEY=$$(od -An -N40 -tx1 /dev/urandom | tr -d ' \n') ALLOWED_HOSTS=plaudit.example \
		$(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python manage.py spectacular --validate --fail-on-warn --file /dev/null

bench: $(VENV)/.installed $(WORDS) ## measure the judge and print the figures
	@$(BIN)/python -m scoring.bench $(ARGS)

words: $(VENV)/.installed ## bring locale/ up to date with the code, say what is not translated yet, compile
	@$(BIN)/python manage.py update_words

pictures: $(VENV)/.installed-dev $(WORDS) ## take the pictures of the README anew, from a demo of its own
	@$(BIN)/python -m badges_site.demo.pictures

lock: $(VENV)/.installed-dev ## compile both requirement files from pyproject.toml
	@$(BIN)/uv pip compile -q --python 3.11 --universal --generate-hashes pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile -q --python 3.11 --universal --generate-hashes --group dev pyproject.toml -o requirements-dev.txt

$(VENV)/bin/python:
	@command -v $(PYTHON) > /dev/null || { echo "There is no $(PYTHON) here: install Python 3.11 or newer." >&2; exit 2; }
	@$(PYTHON) .ci/make_venv.py $(VENV)

# Installed again only when the lock has changed.
$(VENV)/.installed: requirements.txt | $(VENV)/bin/python
	@echo "Installing the locked dependencies ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt | $(VENV)/bin/python
	@echo "Installing the locked dependencies for development ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-dev.txt
	@touch $@ $(VENV)/.installed

%.mo: %.po | $(VENV)/.installed
	@$(BIN)/python manage.py compile_words

.DEFAULT_GOAL := help
.PHONY: help demo test check bench pictures words lock
