package slackapi

import (
	"context"
	"strings"
	"testing"

	"github.com/slack-go/slack"
)

func TestClient_RespondsOnlyToSlack(t *testing.T) {
	c, err := NewClient(ClientConfig{APIURL: "https://slack.com/api/"})
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"https://evil.example/x", "http://hooks.slack.com/x", "http://169.254.169.254/", "file:///etc/passwd", "https://hooks.slack.com.evil.example/", "", "::"} {
		if err := c.Respond(context.Background(), address, &slack.WebhookMessage{}); err == nil || !strings.Contains(err.Error(), "not one of Slack's") {
			t.Errorf("%q: %v", address, err)
		}
	}
	for _, address := range []string{"", "slack.com/api/", "https://slack.com/api"} {
		if _, err := NewClient(ClientConfig{APIURL: address}); err == nil {
			t.Errorf("%q is taken for Slack's address", address)
		}
	}
}
