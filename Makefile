# Two commands for a newcomer: `make demo` and `make test`. Both set up .venv first; a second run starts in seconds.
PYTHON ?= python3
VENV := .venv
STAMP := $(VENV)/.ready
WEB := $(shell find web -type f -not -path '*/node_modules/*' 2>/dev/null)

.PHONY: demo test lint lock clean
demo: $(STAMP)
	@exec $(VENV)/bin/plantroom demo

test: $(STAMP)
	$(VENV)/bin/python -m pytest -n auto --dist loadgroup

lint: $(STAMP)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

$(STAMP): pyproject.toml requirements/dev.txt hatch_build.py $(WEB)
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Needs uv. No index line and no address is written into the lock files.
lock:
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --extra dev pyproject.toml -o requirements/dev.txt
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml -c requirements/dev.txt -o requirements/runtime.txt

clean:
	rm -rf $(VENV) api/static web/node_modules
