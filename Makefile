# The few things a person does with a checkout; the work is in eng/ and ./isonomia.
SHELL := /bin/bash
PREFIX ?= $(HOME)/.local/share/isonomia
BINDIR ?= $(HOME)/.local/bin
PREDICTIONS ?= ../shared/data/pad_ufes/predictions.csv

.PHONY: help demo demo-table test test-slow bench install setup clean

help: ## lists these targets (the default)
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## installs what building and testing need
	@eng/setup test

demo: ## images to report: real ones where ../shared is, generated ones elsewhere
	@eng/setup demo
	@if [ -f ../shared/data/ham10000/manifest.csv ] && [ -f ../shared/models/mobilenet_v2/model.json ]; then \
		./isonomia run examples/ham10000.yaml; \
	else \
		./isonomia run examples/phantoms.yaml; \
	fi

demo-table: ## audits a published table of predictions
	@eng/setup demo
	@test -f "$(PREDICTIONS)" || { echo "make demo-table: '$(PREDICTIONS)' was not found; set PREDICTIONS to a table with label, score, sex, age and fitzpatrick." >&2; exit 4; }
	@./isonomia audit "$(PREDICTIONS)" --label label --score score --attribute sex --attribute age:0,40,60,80 \
		--attribute fitzpatrick --out demo/table

test: ## runs the tests, without the slow ones
	@eng/setup test
	@eng/test

test-slow: ## runs the slow tests: simulations of coverage and power
	@eng/setup test
	@eng/test slow

bench: ## runs the benchmarks and writes benchmarks/results
	@eng/setup bench
	@eng/bench

install: ## publishes to PREFIX, with a launcher in BINDIR
	@eng/setup demo
	@eng/install "$(PREFIX)" "$(BINDIR)"

clean: ## removes everything that was built
	@rm -rf artifacts
