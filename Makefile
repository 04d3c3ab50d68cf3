# The targets that people use. CI runs .ci/run, which needs no make.

FUZZTIME ?= 30s

.PHONY: check test lint tidy update fuzz bench build

check:
	./.ci/run

build:
	go build ./...

test:
	go test ./...

lint:
	./.ci/lint

tidy:
	go mod tidy

# update regenerates what is generated, and rewrites the golden files. Read the difference like code.
update:
	go generate ./...
	@grep -rl --include='*_test.go' 'Bool("update"' . | xargs -r -n1 dirname | sort -u | xargs -r -I{} go test {} -update

# fuzz runs every fuzz test for FUZZTIME.
fuzz:
	@go list ./... | while read -r pkg; do \
		go test -list '^Fuzz' "$$pkg" | grep '^Fuzz' | while read -r name; do \
			echo "== $$pkg $$name"; \
			go test "$$pkg" -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 100x || exit 1; \
		done || exit 1; \
	done

# bench prints figures to compare with benchstat.
bench:
	go test ./... -run '^$$' -bench . -benchmem
