package slackfake

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

const (
	formType = "application/x-www-form-urlencoded"
	jsonType = "application/json"
)

// DeliverTo sends what comes next as signed requests to the address, or through
// Socket Mode again if it is empty.
func (s *Server) DeliverTo(requestURL string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = requestURL
}

// VerifyURL asks the request URL to prove that it is the bot's, as Slack does when
// the address is entered.
func (s *Server) VerifyURL(ctx context.Context) error {
	challenge := "challenge-fake"
	body := encode(map[string]any{"type": "url_verification", "token": fakeToken("verification"), "challenge": challenge})
	status, answer, err := postSigned(ctx, s, body, http.Header{"Content-Type": {jsonType}})
	switch {
	case err != nil:
		return fmt.Errorf("slackfake: verifying the request URL: %w", err)
	case status != http.StatusOK:
		return fmt.Errorf("slackfake: verifying the request URL: status %d", status)
	case !strings.Contains(string(answer), challenge):
		return fmt.Errorf("slackfake: the request URL does not return the challenge")
	}
	return nil
}

// postSigned posts a body to the request URL and reads the answer.
func postSigned(ctx context.Context, s *Server, body []byte, header http.Header) (int, []byte, error) {
	s.mu.Lock()
	address := s.requests
	s.mu.Unlock()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	req.Header = header
	signRequest(s, req.Header, body)
	res, err := s.client.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = res.Body.Close() }() // read to its end below
	answer, err := io.ReadAll(io.LimitReader(res.Body, maxBody))
	return res.StatusCode, answer, err
}

// signRequest adds the v0 signature over the body and the time.
func signRequest(s *Server, header http.Header, body []byte) {
	at := strconv.FormatInt(s.opts.Clock().Unix(), 10)
	mac := hmac.New(sha256.New, []byte(s.SigningSecret()))
	fmt.Fprintf(mac, "v0:%s:%s", at, body)
	header.Set("X-Slack-Request-Timestamp", at)
	header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
}

// startPost delivers once to the request URL, without waiting for the answer.
func startPost(s *Server, d *Delivery) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return ErrClosed
	}
	contentType, body := d.body()
	header := http.Header{"Content-Type": {contentType}}
	if d.attempts > 0 {
		header.Set("X-Slack-Retry-Num", strconv.Itoa(d.attempts))
		header.Set("X-Slack-Retry-Reason", d.reason)
	}
	s.noteDelivered(d)
	s.running.Go(func() { finishPost(s, d, body, header) })
	return nil
}

// finishPost takes the answer as the acknowledgement.
func finishPost(s *Server, d *Delivery, body []byte, header http.Header) {
	ctx, cancel := context.WithTimeout(s.life, s.opts.AckTimeout)
	defer cancel()
	status, answer, err := postSigned(ctx, s, body, header)
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case err != nil:
		s.undelivered(d, err.Error())
	case status < 200 || status > 299:
		s.undelivered(d, "status "+strconv.Itoa(status))
	default:
		s.acknowledge(d, Ack{Payload: asPayload(answer)})
	}
}

// asPayload turns an answer's body into a payload. Slack takes plain text as the
// text of a message.
func asPayload(answer []byte) json.RawMessage {
	text := bytes.TrimSpace(answer)
	switch {
	case len(text) == 0:
		return nil
	case json.Valid(text):
		return text
	}
	return encode(map[string]any{"text": string(text)})
}

// body is the delivery as a request holds it: a form for commands and interactions,
// JSON for events.
func (d *Delivery) body() (contentType string, body []byte) {
	switch {
	case d.raw || d.Type == typeEvents:
		return jsonType, d.payload
	case d.Type == typeInteractive:
		return formType, []byte(url.Values{"payload": {string(d.payload)}}.Encode())
	}
	var fields map[string]string
	if json.Unmarshal(d.payload, &fields) != nil {
		return jsonType, d.payload // a command out of shape goes as it is
	}
	form := url.Values{}
	for name, value := range fields {
		form.Set(name, value)
	}
	return formType, []byte(form.Encode())
}
