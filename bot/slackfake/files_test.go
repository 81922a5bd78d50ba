package slackfake_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"precedent/bot/slackfake"
)

// brief is an upload of a small file to a channel.
func brief(channel string) slack.UploadFileParameters {
	return slack.UploadFileParameters{
		Filename: "brief.md", Title: "A brief", Content: "# Cases\n", FileSize: 8, Channel: channel,
	}
}

// uploadFile uploads a file as slack-go's client does, but for its bytes, which are sent
// as they are.
func uploadFile(ctx context.Context, client *slack.Client, p slack.UploadFileParameters) (*slack.FileSummary, error) {
	u, err := client.GetUploadURLExternalContext(ctx, slack.GetUploadURLExternalParameters{FileName: p.Filename, FileSize: p.FileSize})
	if err != nil {
		return nil, err
	}
	if err := sendBytes(u.UploadURL, "application/octet-stream", p.Content); err != nil {
		return nil, err
	}
	done, err := client.CompleteUploadExternalContext(ctx, slack.CompleteUploadExternalParameters{
		Files: []slack.FileSummary{{ID: u.FileID, Title: p.Title}}, Channel: p.Channel, Channels: p.Channels,
		InitialComment: p.InitialComment, ThreadTimestamp: p.ThreadTimestamp, Blocks: p.Blocks,
	})
	if err != nil {
		return nil, err
	}
	return &done.Files[0], nil
}

// sendBytes posts a body and returns the status, where it is not 200, as an error.
func sendBytes(url, kind, body string) error {
	res, err := http.Post(url, kind, strings.NewReader(body))
	if err != nil {
		return err
	}
	res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return slack.StatusCodeError{Code: res.StatusCode, Status: res.Status}
	}
	return nil
}

func TestUpload(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	client, ctx := newClient(srv), testContext(t)
	params := brief(slackfake.General)
	params.InitialComment, params.ThreadTimestamp = "Here it is", "1.000001"
	sum, err := uploadFile(ctx, client, params)
	if err != nil || sum.Title != "A brief" || !strings.HasPrefix(sum.ID, "F") {
		t.Fatalf("upload = %+v, %v", sum, err)
	}
	messages := srv.Messages()
	if len(messages) != 1 {
		t.Fatalf("messages = %+v", messages)
	}
	rec := messages[0]
	want := slackfake.File{
		ID: sum.ID, Name: "brief.md", Title: "A brief", Content: "# Cases\n",
		Channel: slackfake.General, ThreadTS: "1.000001", Comment: "Here it is", TS: rec.TS,
	}
	if files := srv.Files(); len(files) != 1 || files[0] != want {
		t.Errorf("files = %+v, want %+v", files, want)
	}
	journal := srv.Journal()
	last := journal[len(journal)-1]
	if rec.Text != "Here it is" || rec.ThreadTS != "1.000001" || rec.User != slackfake.BotUserID || len(rec.Files) != 1 || rec.Files[0] != sum.ID ||
		rec.Seq != last.Seq || last.Name != "files.completeUploadExternal" {
		t.Errorf("message = %+v, last entry = %v", rec, last)
	}
	if s := srv.Snapshot(); s.Count(slackfake.Uploaded, slackfake.Uploads) != 1 {
		t.Errorf("journal = %v", s.Journal)
	}
}

// TestUpload_ToNobody leaves out what can be left out.
func TestUpload_ToNobody(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	params := brief("")
	params.Title = ""
	if _, err := uploadFile(testContext(t), newClient(srv), params); err != nil {
		t.Fatal(err)
	}
	if files := srv.Files(); len(files) != 1 || files[0].Channel != "" || files[0].TS != "" || files[0].Title != "brief.md" {
		t.Errorf("files = %+v", files)
	}
	if n := len(srv.Messages()); n != 0 {
		t.Errorf("%d messages", n)
	}
}

func TestUpload_WithBlocks(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	client, ctx := newClient(srv), testContext(t)
	params := brief(slackfake.General)
	params.Blocks.BlockSet = []slack.Block{slack.NewSectionBlock(plain("Here it is"), nil, nil)}
	if _, err := uploadFile(ctx, client, params); err != nil {
		t.Fatal(err)
	}
	if rec := srv.Messages()[0]; !strings.Contains(string(rec.Blocks), "Here it is") {
		t.Errorf("message = %+v", rec)
	}
	params.Blocks.BlockSet = []slack.Block{slack.NewSectionBlock(plain(strings.Repeat("a", 3001)), nil, nil)}
	_, err := uploadFile(ctx, client, params)
	wantCause(t, err, "invalid_blocks")
}

// wantCause is wantSlackError for what slack-go has wrapped.
func wantCause(t *testing.T, err error, want string) {
	t.Helper()
	var answer slack.SlackErrorResponse
	if !errors.As(err, &answer) || answer.Err != want {
		t.Errorf("error = %v, want %s", err, want)
	}
}

func TestUpload_Refused(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	client, ctx := newClient(srv), testContext(t)
	for channel, want := range map[string]string{
		"C0NOWHERE":        "channel_not_found",
		slackfake.Secret:   "channel_not_found",
		slackfake.Random:   "not_in_channel",
		slackfake.Archived: "is_archived",
		slackfake.Ada:      "invalid_arguments",
		"#general":         "invalid_arguments",
		"D0ADA":            "channel_not_found", // nobody has opened it
	} {
		_, err := uploadFile(ctx, client, brief(channel))
		wantCause(t, err, want)
	}
	several := brief("")
	several.Channels = []string{slackfake.General, slackfake.Shared}
	_, err := uploadFile(ctx, client, several)
	wantCause(t, err, "invalid_arguments")
	if files := srv.Files(); len(files) != 0 {
		t.Errorf("files = %+v", files)
	}

	im, _, _, err := client.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{slackfake.Ada}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := uploadFile(ctx, client, brief(im.ID)); err != nil || srv.Files()[0].Channel != im.ID {
		t.Errorf("to the IM once it is open: %v", err)
	}
}

func TestUpload_URLRefused(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	client, ctx := newClient(srv), testContext(t)
	_, err := client.GetUploadURLExternalContext(ctx, slack.GetUploadURLExternalParameters{FileName: "a.md", FileSize: 1 << 30})
	wantSlackError(t, err, "file_upload_size_restricted")
	_, err = client.GetUploadURLExternalContext(ctx, slack.GetUploadURLExternalParameters{FileName: "a.md", FileSize: -1})
	wantSlackError(t, err, "invalid_arguments")
	form := map[string][]string{"token": {srv.BotToken()}, "filename": {"a.md"}, "length": {"0"}}
	if answer := postForm(t, srv, "files.getUploadURLExternal", form); !strings.Contains(answer, "missing_argument") {
		t.Errorf("nothing to upload: %s", answer)
	}
}

// TestUpload_StepByStep completes an upload too early and twice, and sends what was
// not announced.
func TestUpload_StepByStep(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	client, ctx := newClient(srv), testContext(t)
	u, err := client.GetUploadURLExternalContext(ctx, slack.GetUploadURLExternalParameters{FileName: "a.md", FileSize: 3})
	if err != nil {
		t.Fatal(err)
	}
	complete := func(ids ...string) error {
		params := slack.CompleteUploadExternalParameters{Channel: slackfake.General}
		for _, id := range ids {
			params.Files = append(params.Files, slack.FileSummary{ID: id})
		}
		_, err := client.CompleteUploadExternalContext(ctx, params)
		return err
	}
	send := func(url, content string) error { return sendBytes(url, "application/octet-stream", content) }
	wantSlackError(t, complete(u.FileID), "file_not_found")
	wantSlackError(t, complete(), "invalid_arguments")
	var status slack.StatusCodeError
	if err := send(u.UploadURL, "four"); !errors.As(err, &status) || status.Code != http.StatusBadRequest {
		t.Errorf("another length: %v", err)
	}
	wantSlackError(t, complete(u.FileID), "file_not_found")
	if err := send(u.UploadURL+"9", "abc"); !errors.As(err, &status) || status.Code != http.StatusNotFound {
		t.Errorf("another address: %v", err)
	}
	const form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.md\"\r\n\r\nabc\r\n--b--\r\n"
	for what, body := range map[string]string{"ended twice": form + "\r\n--b--\r\n", "without an end": strings.TrimSuffix(form, "--b--\r\n"), "without a file": "--b--"} {
		if err := sendBytes(u.UploadURL, "multipart/form-data; boundary=b", body); !errors.As(err, &status) || status.Code != http.StatusInternalServerError {
			t.Errorf("a form %s: %v", what, err)
		}
	}
	if err := client.UploadToURL(ctx, slack.UploadToURLParameters{UploadURL: u.UploadURL, Filename: "a.md", Content: "abc"}); err == nil {
		t.Error("slack-go ends its forms once now: the bot need not send the bytes itself")
	}
	if err := sendBytes(u.UploadURL, "multipart/form-data; boundary=b", form); err != nil {
		t.Errorf("a form: %v", err)
	}
	if err := send(u.UploadURL, "abc"); err != nil { // the bytes as they are do, too
		t.Error(err)
	}
	wantSlackError(t, complete(u.FileID, "F0NOTHING"), "file_not_found")
	if len(srv.Files()) != 0 || len(srv.Messages()) != 0 {
		t.Errorf("before it is complete: %+v", srv.Files())
	}
	if err := complete(u.FileID); err != nil || srv.Files()[0].Content != "abc" {
		t.Errorf("completing: %v, %+v", err, srv.Files())
	}
	wantSlackError(t, complete(u.FileID), "file_not_found")
	if err := send(u.UploadURL, "abc"); !errors.As(err, &status) || status.Code != http.StatusNotFound {
		t.Errorf("after it is complete: %v", err)
	}
}

func TestUpload_Large(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	params := brief(slackfake.General)
	params.Content = strings.Repeat("case\n", 1<<20)
	params.FileSize = len(params.Content)
	if _, err := uploadFile(testContext(t), newClient(srv), params); err != nil || srv.Files()[0].Content != params.Content {
		t.Errorf("five megabytes: %v", err)
	}
}

func TestUpload_Faults(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		target string
		fault  slackfake.Fault
		files  int
	}{
		{"no address", "files.getUploadURLExternal", slackfake.SlackError("file_uploads_disabled"), 0},
		{"the bytes are lost", slackfake.Uploads, slackfake.ServerError, 0},
		{"the bytes are refused", slackfake.Uploads, slackfake.SlackError("too_bad"), 0},
		{"the answer to the bytes is lost", slackfake.Uploads, slackfake.DropConnectionAfter, 0},
		{"not completed", "files.completeUploadExternal", slackfake.SlackError("file_update_failed"), 0},
		{"completed, but the answer is lost", "files.completeUploadExternal", slackfake.ServerErrorAfter, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			srv := newServer(t, slackfake.Options{})
			client, ctx := newClient(srv), testContext(t)
			srv.Fail(tt.target, tt.fault, 1)
			if id, err := uploadFile(ctx, client, brief(slackfake.General)); err == nil {
				t.Errorf("uploaded as %v, want an error from %s", id, tt.target)
			}
			if files, messages := len(srv.Files()), len(srv.Messages()); files != tt.files || messages != tt.files {
				t.Errorf("%d files and %d messages, want %d of each", files, messages, tt.files)
			}
			if _, err := uploadFile(ctx, client, brief(slackfake.General)); err != nil {
				t.Errorf("the fault was for one call: %v", err)
			}
		})
	}
}
