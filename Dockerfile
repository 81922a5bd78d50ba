# One static binary on an empty base: nothing else to patch, nothing to log in to.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# .git is not in the context, so whoever builds says what is built (bot/README.md shows how).
ARG VERSION="development version"
ARG REVISION=unknown
RUN mkdir /data && CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X 'main.linkedVersion=$VERSION' -X main.linkedRevision=$REVISION" -o /precedent ./cmd/precedent

FROM scratch
ARG VERSION="development version"
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Precedent" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
# Slack is reached over TLS, so its certificate must be checked.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /precedent /precedent
# What a team keeps: a volume mounted here takes on this owner, and is nobody else's to read.
COPY --from=build --chown=65532:65532 --chmod=700 /data /data
# A user that is not root and owns nothing.
USER 65532:65532
EXPOSE 3000
ENTRYPOINT ["/precedent"]
CMD ["serve"]
