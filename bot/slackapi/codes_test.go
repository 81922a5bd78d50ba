package slackapi

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/slack-go/slack"
)

func TestMeans(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]Meaning{
		"invalid_auth":                             UnknownToken,
		"token_revoked":                            Permanent,
		"missing_scope":                            NoScope,
		"restricted_action":                        NotAllowed,
		"restricted_action_read_only_channel":      NotAllowed,
		"restricted_action_thread_only_channel":    NotAllowed,
		"restricted_action_non_threadable_channel": ThreadGone,
		"restricted_action_thread_locked":          ThreadGone,
		"restricted_action_of_a_later_year":        NotAllowed,
		"ratelimited":                              RateLimited,
		"fatal_error":                              Ambiguous,
		"invalid_attachments":                      BlocksRefused,
	} {
		err := fmt.Errorf("chat.postMessage: %w", slack.SlackErrorResponse{Err: code})
		if !Means(err, want) {
			t.Errorf("%s means %b, want %b too", code, of(err), want)
		}
	}
	for _, err := range []error{nil, errors.New("invalid_auth"), slack.SlackErrorResponse{Err: "brand_new_code"}, slack.StatusCodeError{Code: 404}} {
		if m := of(err); m != 0 {
			t.Errorf("%v means %b", err, m)
		}
	}
	if !Means(&slack.RateLimitedError{}, RateLimited) {
		t.Error("a refusal with status 429 is not known for one")
	}
}

// TestMeans_PermanentOnly: what passes by itself is not what ends the bot.
func TestMeans_PermanentOnly(t *testing.T) {
	t.Parallel()
	for code, m := range meanings() {
		if m&Permanent != 0 && m&(Ambiguous|RateLimited|ThreadGone|BlocksRefused|TooLate|Archived|NotFound) != 0 {
			t.Errorf("%s is said to be permanent, and to be about one call", code)
		}
	}
}

// TestCodes_StandInOnePlace: what an error code of Slack's means is said in codes.go, and
// everybody else asks for the meaning.
func TestCodes_StandInOnePlace(t *testing.T) {
	t.Parallel()
	quoted := regexp.MustCompile(`"([a-z]+_[a-z_]+|ratelimited|accesslimited)"`)
	for _, pattern := range []string{"../*.go", "../delivery/*.go", "../socket/*.go", "../web/*.go", "../../cmd/precedent/*.go", "retry.go", "post.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v, %d files", pattern, err, len(files))
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, found := range quoted.FindAllStringSubmatch(string(source), -1) {
				if _, known := meanings()[found[1]]; known {
					t.Errorf("%s names the error code %s", file, found[1])
				}
			}
		}
	}
}
