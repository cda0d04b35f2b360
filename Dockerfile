# buha with Node, the pinned k6 and what runs need beside it, for sites without the internet: docs/offline.md.
#   docker build -t buha .
#   docker run --rm -v "$PWD:/work" buha run loadtest/first.ts --yes
ARG NODE=22

FROM node:${NODE}-bookworm-slim AS k6
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates curl \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /k6
COPY k6/go.mod k6/checksums.txt ./
# Another place with the same archives; without it that of the release.
ARG K6_MIRROR
RUN set -eu; \
  version="$(sed -n 's|^.*go\.k6\.io/k6/v2 v\([0-9.]*\).*$|\1|p' go.mod | head -n 1)"; \
  archive="k6-v${version}-linux-$(dpkg --print-architecture).tar.gz"; \
  curl --fail --silent --show-error --location --output "$archive" \
    "${K6_MIRROR:-https://github.com/grafana/k6/releases/download/v${version}}/$archive"; \
  grep " $archive\$" checksums.txt | sha256sum --check --strict -; \
  tar --extract --gzip --file "$archive" --strip-components=1; \
  ./k6 version

FROM node:${NODE}-bookworm-slim AS package
WORKDIR /src
COPY . .
RUN npm ci --no-audit --no-fund && npm pack --pack-destination /package

FROM node:${NODE}-bookworm-slim
COPY --from=package /package /package
# The shop's database is the only package that buha does not bring itself.
RUN npm install --global --no-audit --no-fund /package/buha-*.tgz libsql@0.5 \
 && rm -rf /package /root/.npm
COPY --from=k6 /k6/k6 /usr/local/bin/k6
ENV K6_BIN=/usr/local/bin/k6
# The user 1000 of the image, without rights; --user names another.
USER node
WORKDIR /work
ENTRYPOINT ["buha"]
CMD ["--help"]
