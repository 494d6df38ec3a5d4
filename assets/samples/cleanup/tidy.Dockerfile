# The same result as careless.Dockerfile: what comes and goes within one step is in no layer. A secret would be given to
# the one step that needs it with "RUN --mount=type=secret".
FROM layeryard/base:1
RUN head -c 8000000 /dev/urandom > /tmp/archive && \
    sha256sum /tmp/archive > /etc/archive.sha256 && \
    rm /tmp/archive
CMD ["cat", "/etc/archive.sha256"]
