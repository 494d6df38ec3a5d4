# syntax=docker/dockerfile:1
# A package of Debian.
FROM debian:13-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --create-home app
USER app
CMD ["curl", "--version"]
