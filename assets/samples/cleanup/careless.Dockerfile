# What a layer holds, no later layer can take away: it can only hide it.
FROM layeryard/base:1

# 8 MB that are needed for a moment, as a downloaded archive would be.
RUN head -c 8000000 /dev/urandom > /tmp/archive
RUN sha256sum /tmp/archive > /etc/archive.sha256

# This layer holds a mark that the file is gone ("whiteout"). The 8 MB stay in the layer below.
RUN rm /tmp/archive

# The same with a secret: everybody who has the image can read it in the layer that COPY made.
COPY token /etc/token
RUN rm /etc/token

CMD ["cat", "/etc/archive.sha256"]
