#!/bin/sh
# github.com/slack-go/slack v0.35.0: Client.UploadToURL ends its multipart form twice.
#
# The form's writer is closed once when the file has been copied and once more by a defer,
# and each time writes the closing boundary, so that a second end stands behind the end of
# the form. Readers that pass over what stands there, as RFC 2046 has it, take the file;
# one that expects nothing more does not.
#
# Seen: "1 file, 2 closing boundaries". Ends with a status other than 0 where that is no
# longer so. Needs Go and a network for the module; nothing of Precedent.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >main.go <<'GO'
package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"

	"github.com/slack-go/slack"
)

func main() {
	said := ""
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		_, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
		form, err := multipart.NewReader(bytes.NewReader(body), params["boundary"]).ReadForm(1 << 20)
		if err == nil {
			said = fmt.Sprintf("%d file, %d closing boundaries", len(form.File), bytes.Count(body, []byte("--"+params["boundary"]+"--")))
		}
		io.WriteString(w, "{}")
	}))
	defer srv.Close()
	api := slack.New("token", slack.OptionAPIURL(srv.URL+"/"))
	err := api.UploadToURL(context.Background(), slack.UploadToURLParameters{UploadURL: srv.URL + "/upload", Filename: "a.txt", Content: "a"})
	fmt.Printf("slack-go v0.35.0: %s (error: %v)\n", said, err)
	if said != "1 file, 2 closing boundaries" {
		os.Exit(1)
	}
}
GO
go mod init finding >/dev/null 2>&1
go get github.com/slack-go/slack@v0.35.0 >/dev/null 2>&1
go run .
