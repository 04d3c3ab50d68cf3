# The targets that people use. CI runs .ci/run, which needs no make.

FUZZTIME ?= 30s
FUZZ_EXECS ?= 425000
FUZZ_SLOW ?= 50000
PROPERTY_RUNS ?= 100
PROPERTY_SEED ?= 0

.PHONY: check test lint tidy update fuzz fuzz-long bench bench-growth build fuzz-jsonata bench-jsonata bench-peer mutate mutate-conformance properties catalog test-browser

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

# catalog renews what aslcheck knows about the services of AWS from a checkout of https://github.com/boto/botocore.
catalog:
	@test -n "$(BOTOCORE)" || { echo "set BOTOCORE to a checkout of https://github.com/boto/botocore" >&2; exit 2; }
	go run ./internal/awsapi/gen -models "$(BOTOCORE)" -date "$${CATALOG_DATE:-$$(git -C "$(BOTOCORE)" log -1 --format=%cs)}"

# fuzz runs every fuzz test for FUZZTIME.
fuzz:
	@go list ./... | while read -r pkg; do \
		go test -list '^Fuzz' "$$pkg" | grep '^Fuzz' | while read -r name; do \
			echo "== $$pkg $$name"; \
			go test "$$pkg" -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 100x || exit 1; \
		done || exit 1; \
	done

# fuzz-long runs every fuzz test for FUZZ_EXECS executions, and those that run whole definitions for FUZZ_SLOW: 10 million in all,
# in about two hours on two CPUs.
fuzz-long:
	@go list ./... | while read -r pkg; do \
		go test -list '^Fuzz' "$$pkg" | grep '^Fuzz' | while read -r name; do \
			case "$$name" in FuzzProperties|FuzzReports|FuzzUpdate|FuzzLoad) n=$(FUZZ_SLOW) ;; *) n=$(FUZZ_EXECS) ;; esac; \
			echo "== $$pkg $$name"; \
			go test "$$pkg" -run '^$$' -fuzz "^$$name\$$" -fuzztime $${n}x -fuzzminimizetime 100x || exit 1; \
		done || exit 1; \
	done

# properties tests what must hold for every definition on many random ones.
properties:
	ASLCHECK_PROPERTY_RUNS=$(PROPERTY_RUNS) ASLCHECK_PROPERTY_SEED=$(PROPERTY_SEED) go test -v -timeout 120m ./internal/properties

# bench prints figures to compare with benchstat.
bench:
	go test ./... -run '^$$' -bench . -benchmem

# bench-growth prints how time and memory grow with the input, at n, 2n, 4n and 8n.
bench-growth:
	ASLCHECK_GROWTH=1 go test -v -run TestGrowth -timeout 30m ./internal/cli

# fuzz-jsonata compares JSONata with the reference at random, bench-jsonata times both side by side. They need Node, and
# ASLCHECK_JSONATA_JS set to the folder where npm installed jsonata@2.0.6; without it they skip and say so.
fuzz-jsonata:
	ASLCHECK_FUZZ_JSONATA=$${ASLCHECK_FUZZ_JSONATA:-100000} ASLCHECK_FUZZ_SEED=$${ASLCHECK_FUZZ_SEED:-2026} \
		go test -v -run TestDifferential -timeout 60m ./internal/query/jsonata

bench-jsonata:
	ASLCHECK_BENCH_JSONATA=1 go test -v -run TestBenchJSONata ./internal/query/jsonata

# bench-peer times the simulator and another engine side by side. It needs Node, and ASLCHECK_PEER_JS set to the folder where npm
# installed aws-local-stepfunctions@3.0.0.
bench-peer:
	go test -v -run TestBenchPeer -timeout 30m ./simulator

# test-browser uses the HTML report in a headless browser. It needs Node, Chromium, and ASLCHECK_BROWSER set to the folder where npm
# installed playwright-core and axe-core.
test-browser:
	go test -v -run TestBrowser ./internal/report

# mutate edits the code at random and lists the edits that no test notices. An edit may let memory grow: set ulimit -v.
mutate:
	go run ./internal/mutate ./analyzer,./analyzer/... ./simulator,./internal/conformance ./internal/query ./testscripts/suite

# mutate-conformance makes 50 edits of what a run does, and counts those that the conformance suite notices by itself. It leaves
# out the code that takes no part in the answer of a run: what the linter asks, what tests of single states show, printing, notes, reports and
# errors that say what can't run, frames for reports, our own defaults, runs without limits, interruption, and the reuse of memory. What no
# test notices, with the recordings if they are there, doesn't count.
NOT_RUN = coverage/|/(alone|trial|inspect|recording|summary|check|refs|questions|range|condition|formula|single|query|print|table|ast_walk|ast_word|any|nothing|passed|compared_text)[.]go
NO_ANSWER = Rule[A-Z]|[tT]rial|[aA]lone|ctxMask|nterrupt|lookEvery|spare|Forget|report[(]|visits|udget|Stringer|why:|nspect|[.]Retrier = |is not definite
NO_ANSWER := $(NO_ANSWER)|[.]note[(]|invalid[(]|[.]err = |"run: |ErrTooManySteps|[.]diagnostics|syntaxDiagnostics[(]|source[.]Diagnostics?[{]|return nil, [cp][.](fail|unexpected)[(]|[)] (fail|unexpected)[(]start|"S0[0-9]{3}"
NO_ANSWER := $(NO_ANSWER)|markRetrier|[.]Exhausted|Frame[{)]|[.]Children = |MoreChildren|bserve|StepFunctionsRole|DefaultStart
NO_ANSWER := $(NO_ANSWER)|NoLimits|shrink|overlay|cfg[.]Context|"AQC"|%016x|equal(Arrays|Objects)[(]|[ab][.]box|all = append[(]all, |ScheduleFailed"|SubmitFailed"|[)] (Location|Node|Definition|Keys|Without)[(]
mutate-conformance:
	go run ./internal/mutate -by ./internal/conformance/engine -run 'TestSuite$$' -literals -seed $${SEED:-1} \
		-against ./simulator/...,./internal/query,./internal/query/intrinsic,./internal/query/jsonpath,./internal/conformance,./internal/query/jsonata/... \
		-ignore 'Memory|Growth|Concurrent|Bench|Limit|Hostile' -skip '$(NOT_RUN)' -skip-lines '$(NO_ANSWER)' \
		./simulator=20 ./simulator/internal/items=6 ./internal/query,./internal/query/intrinsic=8 \
		./internal/query/jsonpath,./value=6 ./internal/query/jsonata,./internal/query/jsonata/picture=10
