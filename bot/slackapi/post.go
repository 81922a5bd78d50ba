package slackapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"
)

// maxAnswer is how many bytes of an answer are read.
const maxAnswer = 4 << 10

// The kinds of body that Post sends.
const (
	JSON  = "application/json; charset=utf-8"
	Bytes = "application/octet-stream"
)

// bareCode is an error code as response addresses answer with, without JSON around it.
var bareCode = regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`)

// errNotSlack says that somebody else answered, such as a proxy with a page of its own.
var errNotSlack = errors.New("answered with something that is not Slack's")

// Post posts a body, with a token unless that is empty. slack-go's own way drops the reason
// that Slack gives in the body of a refusal, cannot send outputs that are no strings, and
// takes any answer with status 200 for Slack's.
func Post(ctx context.Context, client *http.Client, address, token, kind string, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", kind)
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil {
		return err
	}
	return judge(res, strings.TrimSpace(string(text)))
}

// judge says what an answer means: an error unless Slack says that all is well.
func judge(res *http.Response, text string) error {
	var answer struct {
		OK    *bool  `json:"ok"`
		Error string `json:"error"`
	}
	said := json.Unmarshal([]byte(text), &answer) == nil && answer.OK != nil
	switch {
	case res.StatusCode == http.StatusTooManyRequests:
		seconds, err := strconv.Atoi(res.Header.Get("Retry-After"))
		if err != nil { // without Transport, which puts it right
			return &slack.RateLimitedError{RetryAfter: unsaidPause}
		}
		return &slack.RateLimitedError{RetryAfter: time.Duration(seconds) * time.Second}
	case res.StatusCode >= http.StatusInternalServerError:
		return slack.StatusCodeError{Code: res.StatusCode, Status: res.Status}
	case said && !*answer.OK:
		return slack.SlackErrorResponse{Err: answer.Error}
	case res.StatusCode >= http.StatusBadRequest && bareCode.MatchString(text):
		return slack.SlackErrorResponse{Err: text}
	case res.StatusCode >= http.StatusBadRequest:
		return slack.StatusCodeError{Code: res.StatusCode, Status: res.Status}
	case said, text == "", strings.HasPrefix(strings.ToLower(text), "ok"):
		return nil
	}
	return errNotSlack
}
