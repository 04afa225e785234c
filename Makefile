# Every target sets up what it needs; a second call finds it done (stamps in .make).
SHELL := /bin/bash
BIN := .venv/bin
TIMED := .ci/timed.sh
LOCKS := pyproject.toml .ci/setup.sh requirements/base.txt
# Arguments for the demo, the benchmark, or pytest (which then runs in one process):  make test ARGS="-k plan"
ARGS ?=
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help run test coverage fuzz soak soak-faults soak-offline consumer wheels app lint format bench bench-peers reference patches pictures docs lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo '  ARGS="..."     passed on: make test ARGS="tests/bridge/osc -k bundle", make run ARGS="--bars 8"'
	@echo '  PYTHON=...     the Python that .venv is made with; 3.11 to 3.14'

run: .make/run ## set up, play 16 bars from a prompt, write the take
	@$(BIN)/sideman demo $(ARGS)

test: .make/test ## set up, run every test in four processes, show the times
	@$(TIMED) tests $(BIN)/python $(if $(ARGS),-m pytest $(ARGS) --durations=15,.ci/suite.py)

coverage: .make/test ## run every test in one process and show what it does not reach; half an hour
	@$(TIMED) coverage $(BIN)/python -m pytest --cov $(ARGS)

fuzz: .make/test ## send 200,000 random packets and as many MIDI messages, and try other examples of every property; minutes
	@SIDEMAN_HYPOTHESIS=random SIDEMAN_FUZZ=200000 $(TIMED) fuzz $(BIN)/python -m pytest tests/bridge/test_fuzz.py -o timeout=1200
	@SIDEMAN_HYPOTHESIS=random $(TIMED) properties $(BIN)/python -m pytest -m hypothesis tests/bridge tests/model/music tests/model/text -o timeout=1200

soak: .make/test ## use a real daemon under JACK at random for an hour
	@$(TIMED) soak $(BIN)/python -u tests/soak/wall_soak.py $(ARGS)

soak-faults: .make/test ## kill JACK, children and keyboards of a real daemon at random for an hour
	@$(TIMED) soak $(BIN)/python -u tests/soak/fault_soak.py $(ARGS)

soak-offline: .make/test ## play 24 hours on a mock clock; 30 minutes
	@$(TIMED) soak $(BIN)/python -u tests/soak/offline_soak.py $(ARGS)

consumer: .make/run ## install the wheel for each Python that is at hand and use it there; a minute for each
	@$(TIMED) consumer .ci/consumer.sh $(ARGS)

wheels: .make/run ## check that every base requirement has a wheel for four systems and four Pythons; minutes
	@$(TIMED) wheels $(BIN)/python release/check_wheels.py $(ARGS)

app: .make/run ## build the app without Python in dist/sideman, and try it with an emptied PATH; two minutes
	@$(TIMED) app $(BIN)/python release/build_app.py
	@$(TIMED) try-app $(BIN)/python release/try_app.py dist/sideman $(ARGS)

lint: .make/test ## run ruff and strict mypy
	@$(TIMED) ruff $(BIN)/ruff check .
	@$(TIMED) format $(BIN)/ruff format --check .
	@$(TIMED) mypy $(BIN)/mypy

format: .make/test ## format the code and apply the fixes that lint knows
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

bench: .make/test ## measure latency, lateness, clips, start and memory on this machine; 5 minutes
	@$(BIN)/sideman bench $(ARGS)

bench-peers: .make/test ## measure Notochord and IMPSY beside Sideman; installs them, 4 GB, the first time
	@$(BIN)/sideman bench-peers $(ARGS)

reference: .make/run ## write docs/osc.md and docs/settings.md from the tables in the code
	@$(BIN)/python -m bridge.api.reference

patches: .make/run ## write the patches for hosts from the tables in the code
	@$(BIN)/python -m bridge.hosts.patches.write

lock: .make/test ## write requirements/ from what is installed
	@$(BIN)/python .ci/lock.py

pictures: .make/test ## take the pictures of the panel for its page
	@SIDEMAN_PICTURES=docs/panel $(BIN)/python -m pytest -q --no-cov tests/e2e/panel/test_pictures.py

docs: .make/test ## build the pages as a site in .make/site
	@$(BIN)/python -m mkdocs build --strict -f .ci/mkdocs.yml

clean: ## remove the environment and all caches
	rm -rf .venv .make .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage *.egg-info

.make/run: $(LOCKS)
	@$(TIMED) setup .ci/setup.sh run

.make/test: $(LOCKS) requirements/train.txt requirements/dev.txt live_extension/package-lock.json
	@$(TIMED) setup .ci/setup.sh test
