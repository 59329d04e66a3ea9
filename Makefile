SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c

# What is hot when files are scored: the compiler inlines more there, and the rest of chs is as it was.
PROFILE := cmd/chs/scan.pgo
GOBUILD := CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags=-s -pgo=$(PROFILE)
PLATFORMS := linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64
# A count, not a time: Go 1.26 may fail a fuzz test whose time is up.
FUZZCOUNT := 100000x
ROWS := 50000000

.PHONY: help build test test-engines test-office test-browser race lint check fuzz bench bench-warehouse profile dist pictures

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-15s %s\n", $$1, $$2}' Makefile

build: ## build bin/chs, one static binary
	$(GOBUILD) -o bin/chs ./cmd/chs

test: ## run all tests
	go test ./...
	go test -tags parquet ./internal/accounts

test-engines: build ## run the tests that need databases and scikit-learn, which are installed if need be
	.ci/engines $(CASES)

test-office: build ## run the tests that need LibreOffice, which is installed if need be
	.ci/office bin/chs

test-browser: ## run the tests of pages in Chromium, which is installed if need be
	.ci/browser

race: ## run all tests under the race detector (needs a C compiler)
	GORACE=atexit_sleep_ms=0 CGO_ENABLED=1 go test -race -timeout 30m ./...

lint: ## check format and style (the first run builds the linter, a minute or two)
	go tool -modfile=.ci/lint.mod golangci-lint run

check: build test lint race ## run all that must pass before a change lands

fuzz: ## run each fuzz test for a while (FUZZCOUNT=100000x)
	@grep -roE --include='*_test.go' '^func Fuzz\w+' . | while IFS=: read -r file func; do \
	  go test -run '^$$' -fuzz "^$${func#func }$$" -fuzztime $(FUZZCOUNT) "$$(dirname "$$file")"; \
	done

bench: build ## run the benchmarks, then chs beside other tools that are installed
	go test -run '^$$' -bench . -benchmem ./...
	python3 .ci/bench.py bin/chs

bench-warehouse: build ## time the SQL on many accounts, in DuckDB and Spark, which are installed if need be (ROWS=50000000)
	python=$$(.ci/python) && "$$python" .ci/warehouse_scale.py bin/chs --rows $(ROWS)

profile: ## make the profile anew that builds are guided by, on a quiet machine
	CGO_ENABLED=0 go test -trimpath ./internal/pipeline -run '^$$' -bench Scan -cpuprofile $(PROFILE) -o bin/pipeline.test

dist: ## build dist/ for linux, macOS and Windows, with SHA256SUMS
	rm -rf dist
	for platform in $(PLATFORMS); do \
	  export GOOS=$${platform%/*} GOARCH=$${platform#*/}; \
	  $(GOBUILD) -tags parquet -o "dist/chs_$${GOOS}_$$GOARCH$$(go env GOEXE)" ./cmd/chs; \
	done
	cd dist && sha256sum chs_* > SHA256SUMS

pictures: ## make the README's pictures anew, in examples/ (Xvfb, xterm, ImageMagick and Chromium are installed if need be)
	.ci/pictures examples
