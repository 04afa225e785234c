# Every target sets up what it needs; a second call finds it done (stamps in .make).
SHELL := /bin/bash
BIN := .venv/bin
TIMED := .ci/timed.sh
LOCKS := pyproject.toml .ci/setup.sh requirements/base.txt
# Arguments for the demo, the benchmark, or pytest (which then leaves coverage out):  make test ARGS="-k plan"
ARGS ?=
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help run test fuzz soak soak-offline lint format bench bench-peers reference patches lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: .make/run ## set up, play 16 bars from a prompt, write the take
	@$(BIN)/sideman demo $(ARGS)

test: .make/test ## set up, run every test, tell the times
	@$(TIMED) tests $(BIN)/python -m pytest $(if $(ARGS),$(ARGS),--cov) --durations=15

fuzz: .make/test ## 200,000 random packets and as many MIDI messages; a minute
	@SIDEMAN_FUZZ=200000 $(TIMED) fuzz $(BIN)/python -m pytest tests/bridge/test_fuzz.py -o timeout=1200

soak: .make/test ## an hour of random hands on a real daemon under JACK
	@$(TIMED) soak $(BIN)/python -u tests/soak/wall_soak.py $(ARGS)

soak-offline: .make/test ## 24 hours on a clock moved by hand; half an hour
	@$(TIMED) soak $(BIN)/python -u tests/soak/offline_soak.py $(ARGS)

lint: .make/test ## ruff and strict mypy
	@$(TIMED) ruff $(BIN)/ruff check .
	@$(TIMED) format $(BIN)/ruff format --check .
	@$(TIMED) mypy $(BIN)/mypy

format: .make/test ## format the code as lint wants it
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

bench: .make/test ## measure this machine: answers, changes, lateness, clips, start, memory; 5 minutes
	@$(BIN)/sideman bench $(ARGS)

bench-peers: .make/test ## measure Notochord and IMPSY beside Sideman; installs them, 4 GB, the first time
	@$(BIN)/sideman bench-peers $(ARGS)

reference: .make/run ## write docs/osc.md and docs/settings.md from the tables of the code
	@$(BIN)/python -m bridge.api.reference

patches: .make/run ## write the patches for hosts from the tables of the code
	@$(BIN)/python -m bridge.hosts.patches.write

lock: .make/test ## write requirements/ from what is installed
	@$(BIN)/python .ci/lock.py

clean: ## remove the environment and all caches
	rm -rf .venv .make .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage *.egg-info

.make/run: $(LOCKS)
	@$(TIMED) setup .ci/setup.sh run

.make/test: $(LOCKS) requirements/train.txt requirements/dev.txt live_extension/package-lock.json
	@$(TIMED) setup .ci/setup.sh test
