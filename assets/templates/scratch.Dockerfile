# syntax=docker/dockerfile:1
# One static binary and nothing else.
FROM scratch
COPY app /app
USER 65532:65532
ENTRYPOINT ["/app"]
