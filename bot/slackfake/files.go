package slackfake

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"regexp"
	"slices"
	"strconv"
)

const (
	uploadPath = "/upload/v1/"
	maxFile    = 16 << 20 // bytes; the workspace restricts larger ones
)

// Files lists the files whose upload is complete, oldest first.
func (s *Server) Files() []File {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.files)
}

func filesGetUploadURL(s *Server, args Args) (reply, *slackError) {
	length, err := strconv.Atoi(args["length"])
	switch {
	case args["length"] == "0": // Slack takes it for none
		return nil, failed("missing_argument")
	case args["filename"] == "" || err != nil || length < 0:
		return nil, failed("invalid_arguments")
	case length > maxFile:
		return nil, failed("file_upload_size_restricted")
	}
	id := s.nextID("F0")
	s.uploads[id] = &upload{name: args["filename"], length: length}
	return reply{"upload_url": s.URL() + uploadPath + id, "file_id": id}, nil
}

// serveUpload takes the bytes of a file. The address alone says whose they are, so
// that no token is asked for.
func serveUpload(s *Server, w http.ResponseWriter, r *http.Request) {
	entry := Entry{Kind: Uploaded, Name: Uploads, ID: r.PathValue("file")}
	content, err := uploaded(r)
	if err != nil {
		entry.Error = err.Error()
		s.noteNow(entry)
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	underFaultText(s, w, r, entry, func() (int, string) { return receiveFile(s, entry, content) })
}

// uploaded reads the file from a body that is the file, or a form with a file in it. A
// form has to be well formed to its last byte, which is stricter than some servers are:
// what stands behind its end, as slack-go writes it by ending a form twice, is refused.
func uploaded(r *http.Request) (string, error) {
	body, err := io.ReadAll(r.Body) // to its end: a client that is still writing would take an early answer for a broken connection
	if err != nil {
		return "", err
	}
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "multipart/form-data" {
		return string(body), nil
	}
	end := []byte("--" + params["boundary"] + "--")
	if before, after, ended := bytes.Cut(body, end); !ended || len(bytes.TrimSpace(after)) > 0 {
		return "", fmt.Errorf("malformed form: %d bytes, then %d behind its end", len(before), len(after))
	}
	form, err := multipart.NewReader(bytes.NewReader(body), params["boundary"]).ReadForm(maxFile)
	if err != nil {
		return "", fmt.Errorf("malformed form: %w", err)
	}
	defer form.RemoveAll()
	for _, files := range form.File {
		f, err := files[0].Open()
		if err != nil {
			return "", err
		}
		defer f.Close()
		content, err := io.ReadAll(f)
		return string(content), err
	}
	return "", errors.New("no file in the form")
}

// receiveFile keeps the bytes of a file until the upload is completed. Sent again, they
// replace those sent before.
func receiveFile(s *Server, entry Entry, content string) (status int, body string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, ok := s.uploads[entry.ID]
	switch {
	case !ok:
		status, entry.Error = http.StatusNotFound, "no such upload"
	case len(content) != u.length:
		status, entry.Error = http.StatusBadRequest, fmt.Sprintf("%d bytes, not the %d announced", len(content), u.length)
	default:
		u.content, u.arrived = content, true
		status, body = http.StatusOK, fmt.Sprintf("OK - %d", len(content))
	}
	s.note(entry)
	return status, body + entry.Error
}

// conversationID is the form in which files.completeUploadExternal wants the channel.
// Slack wants nine characters at least; the ids here may be shorter.
var conversationID = regexp.MustCompile(`^[CGDZ][A-Z0-9]+$`)

// filesCompleteUpload shows uploaded files: to the members of a channel in one
// message, or without a channel to nobody but the bot. It does not know the argument
// channels, which posts them in several.
func filesCompleteUpload(s *Server, args Args) (reply, *slackError) {
	files, fail := arrivedFiles(s, args)
	if fail != nil {
		return nil, fail
	}
	if args["channel_id"] != "" {
		if fail := shareFiles(s, files, args); fail != nil {
			return nil, fail
		}
	}
	list := []any{}
	for _, f := range files {
		delete(s.uploads, f.ID)
		list = append(list, map[string]any{"id": f.ID, "title": f.Title})
	}
	s.files = append(s.files, files...)
	s.touch()
	return reply{"files": list}, nil
}

// arrivedFiles finds the files that a call completes. It can be called once for each.
func arrivedFiles(s *Server, args Args) ([]File, *slackError) {
	var named []struct {
		ID    string `json:"id"`
		Title string `json:"title"`
	}
	if json.Unmarshal([]byte(args["files"]), &named) != nil || len(named) == 0 || args["channels"] != "" {
		return nil, failed("invalid_arguments")
	}
	var files []File
	for _, n := range named {
		u, ok := s.uploads[n.ID]
		if !ok || !u.arrived {
			return nil, failed("file_not_found")
		}
		files = append(files, File{ID: n.ID, Name: u.name, Title: cmp.Or(n.Title, u.name), Content: u.content})
	}
	return files, nil
}

// shareFiles posts the message that shows the files, and says so in each. Somebody's id
// does not stand for the IM here: the bot has to open that first.
func shareFiles(s *Server, files []File, args Args) *slackError {
	id := args["channel_id"]
	if !conversationID.MatchString(id) {
		return &slackError{code: "invalid_arguments", messages: []string{
			"[ERROR] input must match regex pattern: ^[CGDZ][A-Z0-9]{8,}$ [json-pointer:/channel_id]"}}
	}
	channel, fail := joined(s, id, "not_in_channel")
	switch {
	case fail != nil:
		return fail
	case channel.Archived:
		return failed("is_archived")
	}
	c := content{text: args["initial_comment"]}
	if c.text == "" && args["blocks"] != "" {
		if c, fail = (Args{"blocks": args["blocks"]}).content(); fail != nil {
			return fail
		}
	}
	rec := botMessage(args, id, c, "files.completeUploadExternal")
	rec.Seq = s.seq + 1 // of the entry for this call, which comes next
	for _, f := range files {
		rec.Files = append(rec.Files, f.ID)
	}
	ts := addMessage(s, rec).TS
	for i := range files {
		f := &files[i]
		f.Channel, f.ThreadTS, f.Comment, f.TS = id, rec.ThreadTS, c.text, ts
	}
	return nil
}
