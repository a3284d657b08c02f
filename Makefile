# Wish Mi. `make help` says what there is. Everything below also works without make.

# Which build `make demo` uses: `dev` is ready after minutes from a clean clone, `release` is what a city runs.
PROFILE ?= dev
# What `make test` covers: all, rust (format, licences, lints, Rust tests), tests (only Rust tests), e2e, api, lint.
ONLY ?= all
LISTEN ?= 127.0.0.1:8080

BINARY = $(if $(filter release,$(PROFILE)),target/release/wishmi,target/debug/wishmi)

.DEFAULT_GOAL := help
.PHONY: help demo build frontend test lint format e2e bench clean

help: ## says what there is
	@echo "Wish Mi: what a city offers its children, in one place"
	@echo
	@grep -hE '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9]+):.*## /  make \1|/' | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'
	@echo
	@echo "  make test ONLY=rust|tests|e2e|api|lint    make demo PROFILE=release LISTEN=127.0.0.1:9000"

demo: build ## opens the demo city on http://127.0.0.1:8080
	$(BINARY) --listen $(LISTEN) demo

# Names what is missing before anything else fails with less clear words.
define NEEDS
	@command -v $(1) >/dev/null || { echo "$(1) is missing: $(2)" >&2; exit 1; }
endef

build: frontend ## builds the front end and the program
	$(call NEEDS,cargo,install Rust 1.95 with rustup (https://rustup.rs))
	$(call NEEDS,cc,apt-get install build-essential)
	cargo build --workspace --bin wishmi --locked --profile $(PROFILE)

frontend: frontend/node_modules/.wishmi-built ## builds style sheets and scripts only

frontend/node_modules/.wishmi-lock: frontend/package-lock.json
	$(call NEEDS,npm,install Node.js 20 or newer with npm (apt-get install nodejs npm))
	cd frontend && npm ci --no-audit --no-fund
	sha256sum frontend/package-lock.json | cut -d' ' -f1 | tr -d '\n' > $@

# Templates and programs count too: classes and icons they do not name are left out of the build.
frontend/node_modules/.wishmi-built: frontend/node_modules/.wishmi-lock $(shell find frontend platform/web features -type f \( -path 'frontend/*' -o -name '*.html' -o -name '*.rs' \) -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)
	cd frontend && node build.mjs
	@touch $@

test: ## does everything and ends with one line: N passed, N failed, N skipped
	@scripts/test --only $(ONLY)

lint: frontend ## format, licences and lints
	@scripts/test --only lint

format: ## formats the Rust code
	cargo fmt --all

e2e: ## the browser stories alone; screenshots end in e2e/screenshots
	@scripts/test --only e2e

bench: frontend ## durable writes, search and pages beside their yardsticks
	cargo build --release --locked --workspace --bin wishmi --bin bench
	cargo run --release --locked -p bench

clean: ## removes what was built, keeps data
	cargo clean
	rm -rf frontend/dist frontend/node_modules e2e/node_modules e2e/screenshots
