# Two commands matter: `make serve` shows the app, `make test` checks everything. Both set up what is missing
# (packaging/setup.sh) and pass over what is there.
SHELL := bash
.DEFAULT_GOAL := help
STEP := packaging/step.sh
TARGET := $(or $(CARGO_TARGET_DIR),target)
# Of `make test` alone: where its steps leave what they took.
TIMES_OF_TEST := $(abspath $(TARGET))/times
# Half of each WebAssembly program's time is one thread's, so `make test` builds the app beside the native programs. Everything
# else goes one step after another: two cores are soon full, and the times that are printed mean something.
ifndef CHECKS
.NOTPARALLEL:
endif
# Compiling step by step pays where somebody changes and compiles again; a machine that only checks is faster without.
ifeq ($(wildcard $(TARGET)/debug/incremental/*),)
export CARGO_INCREMENTAL := 0
endif
# What the relay serves: `make serve ARGS="--sites sites.json"`; relay serve --help lists the rest.
ARGS ?= --demo

.PHONY: help
help:
	@echo "make serve        set up, build the release, serve app and API on http://127.0.0.1:8080"
	@echo "make test         set up and check everything, as the continuous integration does"
	@echo "make dev          the fast loop on http://127.0.0.1:8081: rebuilds and reloads on change"
	@echo "make build        set up and build the release: dist/ and $(TARGET)/release/relay"
	@echo "make relay        build the relay alone, as release"
	@echo "make lint         format and clippy, warnings as errors"
	@echo "make test-native  tests that need no browser"
	@echo "make test-browser tests in a headless Chromium"
	@echo "make budgets      bytes, requests and elements of the built app against their limits"
	@echo "make deny         dependencies: versions, licences, sources, known weaknesses"
	@echo "make bench        set up and measure: Lighthouse, visits, five thousand centres, files, ingest, load, the relay beside nginx"
	@echo "make fuzz         every reader of foreign data, a minute each (FUZZ_S=60), led by coverage"
	@echo "make clean        remove what was built; the tools in .tools/ stay"

# What people run

.PHONY: serve dev build relay test bench fuzz clean
serve: build
	$(TARGET)/release/relay serve $(ARGS)

dev: setup-build
	packaging/dev.sh $(ARGS)

build: setup-build web relay

relay:
	@$(STEP) "relay" cargo build --locked --quiet --release --bin relay

test:
	@rm -rf $(TIMES_OF_TEST)
	@code=0; TIMES=$(TIMES_OF_TEST) $(STEP) "make test" $(MAKE) --no-print-directory -j2 CHECKS=1 checks || code=$$?; \
	TIMES=$(TIMES_OF_TEST) packaging/times.sh; exit $$code

bench: setup-bench web relay
	@$(STEP) "ingest" cargo bench --locked --quiet --bench ingest
	@$(STEP) "load" env DIST=$(CURDIR)/dist cargo bench --locked --quiet --bench load
	@CHROMIUM=$(or $(CHROME_PATH),/usr/bin/chromium) RELAY=$(TARGET)/release/relay DIST=dist npm --silent --prefix tests/browser run bench

fuzz: setup-fuzz
	@packaging/fuzz.sh

clean:
	rm -rf $(TARGET) dist tests/browser/results

# What must hold. `make test` checks it in this order: what fails soon comes first, and the app is built beside clippy and the
# native tests.

.PHONY: checks lint fmt clippy deny test-native test-browser budgets
checks: setup-test fmt deny clippy test-native web test-browser budgets

ifdef CHECKS
fmt: setup-test
deny: fmt
clippy web: deny
native: clippy
test-browser: test-native
budgets: test-browser
endif

lint: fmt clippy

fmt:
	@$(STEP) "format" cargo fmt --check

clippy:
	@$(STEP) "clippy" cargo clippy --locked --quiet --all-targets -- -D warnings

deny: setup-test
	@$(STEP) "dependencies" packaging/deny.sh

test-native: native
	@$(STEP) "native tests" packaging/native-tests.sh

test-browser: setup-test native web
	@RELAY=$(TARGET)/debug/relay DIST=dist $(STEP) "browser tests" node tests/browser/run.mjs

budgets: setup-test native web
	@RELAY=$(TARGET)/debug/relay DIST=dist $(STEP) "budgets" node tests/browser/budgets.mjs $(filter --write,$(ARGS))

# What the others stand on

.PHONY: setup-build setup-test setup-bench setup-fuzz web native
setup-build setup-test setup-bench setup-fuzz: setup-%:
	@$(STEP) "set-up" packaging/setup.sh $*

web:
	@$(STEP) "app" packaging/build-web.sh build

# The tests and, beside them, the relay that they and the browser tests run: `cargo build` would choose other features of
# some dependencies and compile those again.
native:
	@$(STEP) "native build" packaging/native-tests.sh build
