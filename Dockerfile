# docker build -t aslcheck . && docker run --rm -v "$PWD:/work" aslcheck lint
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=
RUN CGO_ENABLED=0 go build -trimpath -tags nethttpomithttp2 -ldflags "-s -w -X github.com/aslcheck/aslcheck/internal/cli.tag=$VERSION" -o /aslcheck ./cmd/aslcheck

# The binary is static and needs no network, so that nothing else is in the image.
FROM scratch
COPY --from=build /aslcheck /aslcheck
COPY LICENSE NOTICE /
WORKDIR /work
USER 65532:65532
ENTRYPOINT ["/aslcheck"]
