# `make` lists what there is. Build output goes to dist/, which is not in git.
SHELL   := /bin/bash
VERSION ?= 0.1.0
DIST    := dist
BIN     := $(DIST)/satchel$(if $(filter Windows_NT,$(OS)),.exe)
# Given by Telegram to whoever builds (https://my.telegram.org); empty: only the
# sample account and SATCHEL_API_ID work.
API_ID   ?=
API_HASH ?=
LDFLAGS := -X main.version=$(VERSION) -X main.apiID=$(API_ID) -X main.apiHash=$(API_HASH)
FUZZTIME ?= 30s
SATCHEL_SOAK ?= 1h
# SQLite is C turned into Go, with memory of its own: to watch it for races finds nothing
# and takes half of the time of the tests.
RACE := -race -gcflags='modernc.org/sqlite/lib=-race=false -d=checkptr=0' -gcflags='modernc.org/libc/...=-race=false -d=checkptr=0'
PLATFORM ?= $(if $(filter Windows_NT,$(OS)),windows,$(if $(filter Darwin,$(shell uname -s)),macos,linux))

.DEFAULT_GOAL := help
.PHONY: help demo run build headless test race lint fuzz crash consumers interop rival e2e screenshots soak bench bench-pages package clean setup-go setup-build setup-test setup-window setup-node

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: build ## open the window on the sample account; without a display, save it and say where
	@if $(BIN) window --check >/dev/null 2>&1; then \
	  $(BIN) window --demo; \
	else \
	  echo "There is no display (or no OpenGL) to open a window on; saving the sample account without one."; \
	  rm -rf $(DIST)/demo && $(BIN) export --demo --out $(DIST)/demo; \
	fi

run: build ## start the program
	$(BIN) $(ARGS)

build: setup-build ## build the program to dist/
	@mkdir -p $(DIST)
	go build -ldflags '$(LDFLAGS)' -o $(BIN) .

headless: setup-go ## build it static and without a window, for machines without a screen
	@mkdir -p $(DIST)
	CGO_ENABLED=0 go build -tags ci -ldflags '$(LDFLAGS)' -o $(DIST)/satchel-headless .

test: setup-test ## run every test that lands depend on
	go test $$(go list ./... | grep -v /core)
	go test $(RACE) -parallel 4 -timeout 30m ./core/...

race: setup-test ## run all tests under the race detector
	go test $(RACE) -parallel 4 -timeout 30m ./...

lint: setup-build ## check formatting, vet and the rules of the house
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$unformatted" ]; then echo "not gofmt-ed:" $$unformatted; exit 1; fi
	@cgo=$$(go list -deps -f '{{if and (not .Standard) .CgoFiles}}{{.ImportPath}}{{end}}' ./core/...); if [ -n "$$cgo" ]; then echo "core needs cgo:" $$cgo; exit 1; fi
	go vet ./...
	@if command -v golangci-lint >/dev/null 2>&1; then golangci-lint run; else echo "golangci-lint is not installed; gofmt and go vet passed"; fi

fuzz: setup-test ## fuzz every parser of foreign input, FUZZTIME each
	@for pkg in $$(go list ./...); do \
	  for target in $$(go test -list '^Fuzz' $$pkg 2>/dev/null | grep '^Fuzz'); do \
	    echo "$$pkg $$target"; go test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
	  done; done

crash: setup-test ## the large crash matrix: cut runs and updates at every call, commit, rename and fsync; twenty kills in one export
	SATCHEL_CRASH=large go test -timeout 3h -run 'TestCrash|TestFilesSurviveKills' -v ./core/...

consumers: build ## read the sample archive with npm's parsers and a browser, counts compared
	@rm -rf $(DIST)/demo $(DIST)/consumers && mkdir -p $(DIST)/consumers
	$(BIN) export --demo --out $(DIST)/demo
	cp .ci/consumers/*.mjs .ci/consumers/package.json $(DIST)/consumers/
	cd $(DIST)/consumers && npm install --no-audit --no-fund --silent
	cd $(DIST)/consumers && node run.mjs ../demo
	@if [ -x "$${CHROMIUM:-/usr/bin/chromium}" ]; then cd $(DIST)/consumers && node browser.mjs ../demo; else echo "no chromium: the pages were not opened"; fi
	@if [ -x "$${FIREFOX:-/usr/bin/firefox-esr}" ]; then cd $(DIST)/consumers && node firefox.mjs ../demo; else echo "no firefox-esr: the pages were not opened in it"; fi
	SATCHEL_ARCHIVE=$(CURDIR)/$(DIST)/demo go test -count 1 -run 'Reads|Readers|Agree|Parsers' ./core/internal/render

interop: setup-go setup-node ## let an independent client work against the server, its answers compared with the worlds
	@rm -rf $(DIST)/interop && mkdir -p $(DIST)/interop
	cp .ci/interop/client/* $(DIST)/interop/
	cd $(DIST)/interop && npm install --ignore-scripts --no-audit --no-fund --silent
	cd .ci/interop && go test -mod=mod -tags layer227 ./... && go run -mod=mod -tags layer227 . -client "$(CURDIR)/$(DIST)/interop"

rival: build setup-node ## let independent clients download what Satchel does from the same server, rates and hashes side by side
	@rm -rf $(DIST)/rival && mkdir -p $(DIST)/rival
	cp .ci/interop/client/connect.mjs .ci/interop/rival/*.mjs .ci/interop/rival/package.json $(DIST)/rival/
	cd $(DIST)/rival && npm install --ignore-scripts --no-audit --no-fund --silent
	cd .ci/interop && go run -mod=mod -tags layer227 ./rival -satchel "$(CURDIR)/$(BIN)" -client "$(CURDIR)/$(DIST)/rival" $(ARGS)

e2e: build setup-window ## drive the real window under Xvfb: by mouse and keyboard, and by the code on the screen
	.ci/e2e $(BIN)

screenshots: build setup-window ## write each screen of the real window, light and dark, to assets/screenshots
	.ci/screenshots $(BIN)

soak: setup-test ## cut and damage archives at random for SATCHEL_SOAK (1h); SATCHEL_SEED repeats one
	SATCHEL_SOAK=$(SATCHEL_SOAK) go test -timeout 25h -run '^TestSoak$$' -v ./core

bench: setup-build ## print the figures, medians of three
	go test -run '^$$' -bench '^Benchmark(Figures|Media|MediaLarge)$$' -benchtime 1x -timeout 30m ./core ./core/internal/render ./gui
	@if [ -x "$${CHROMIUM:-/usr/bin/chromium}" ] && command -v npm >/dev/null 2>&1; then $(MAKE) --no-print-directory bench-pages; else echo "no chromium or no npm: the pages were not timed"; fi

bench-pages: build
	@rm -rf $(DIST)/bench && mkdir -p $(DIST)/bench $(DIST)/consumers
	@SATCHEL_LARGE=$(CURDIR)/$(DIST)/bench/index go test -count 1 -timeout 20m -run '^TestLargeIndex$$' ./core/internal/render/search >/dev/null
	@$(BIN) export --demo --seed 1 --messages 12000 --file-every 5 --out $(DIST)/bench/archive >/dev/null 2>&1 || [ $$? = 3 ] # 3: some things are missing
	@cp .ci/consumers/*.mjs .ci/consumers/package.json $(DIST)/consumers/
	@cd $(DIST)/consumers && npm install --no-audit --no-fund --silent
	@cd $(DIST)/consumers && node figures.mjs ../bench/archive ../bench/index
	@rm -rf $(DIST)/bench

package: setup-build ## make what people download and double-click, for PLATFORM (linux, windows or macos)
	.ci/package $(PLATFORM) $(VERSION) '$(LDFLAGS)'

clean: ## remove build output
	rm -rf $(DIST)

setup-go:
	@.ci/setup go

setup-build:
	@.ci/setup build

setup-test:
	@.ci/setup test

setup-window:
	@.ci/setup window

setup-node:
	@.ci/setup node
