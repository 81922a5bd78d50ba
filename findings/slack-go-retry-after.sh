#!/bin/sh
# github.com/slack-go/slack v0.35.0: a 429 whose Retry-After is a date is no
# RateLimitedError, but an error of strconv's.
#
# RFC 9110 (10.2.3) lets Retry-After be a number of seconds or an HTTP date. slack-go reads
# a number only, and returns the error of that reading in place of a refusal for the rate,
# so that callers who look for RateLimitedError do not know that nothing was done and that
# the call can be made again.
#
# Seen: "seconds: rate limited; date: *strconv.NumError". Ends with a status other than 0
# where that is no longer so. Needs Go and a network for the module; nothing of Precedent.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >main.go <<'GO'
package main

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"time"

	"github.com/slack-go/slack"
)

// ask answers a call with a 429 and says what slack-go makes of it.
func ask(retryAfter string) string {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", retryAfter)
		w.WriteHeader(http.StatusTooManyRequests)
	}))
	defer srv.Close()
	_, err := slack.New("token", slack.OptionAPIURL(srv.URL+"/")).AuthTest()
	var limited *slack.RateLimitedError
	if errors.As(err, &limited) {
		return "rate limited"
	}
	return fmt.Sprintf("%T", err)
}

func main() {
	said := fmt.Sprintf("seconds: %s; date: %s", ask("3"), ask(time.Now().Add(3*time.Second).UTC().Format(http.TimeFormat)))
	fmt.Println("slack-go v0.35.0:", said)
	if said != "seconds: rate limited; date: *strconv.NumError" {
		os.Exit(1)
	}
}
GO
go mod init finding >/dev/null 2>&1
go get github.com/slack-go/slack@v0.35.0 >/dev/null 2>&1
go run .
