package slackapi

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"
	"golang.org/x/sync/semaphore"
)

// What is tried again, and when. Only a refusal for the rate is: it says that nothing was
// done. After any other failure a call may have had its effect, and made again could show
// an answer twice; unless it only reads, and much hangs on what it would say.
const (
	tries = 4 // of one call, at most
	// longestPause is what Slack may ask for. Longer is an answer for the person.
	longestPause = 15 * time.Second
	// unsaidPause is how long to wait where Slack does not say how long, or says what
	// cannot be meant. It is doubled with each try.
	unsaidPause = time.Second
	// absurdPause is longer than any window of Slack's rate limits.
	absurdPause = time.Hour

	readTries = 3 // of a call that only reads, at most
	readPause = 250 * time.Millisecond
)

// ErrUnsure says that a call may or may not have had its effect.
var ErrUnsure = errors.New("slack failed, with or without effect")

// ErrNotCalled says that there was no time left to call, and that nothing was done.
var ErrNotCalled = errors.New("not called")

// Retry calls do, and again as often as Slack asks only to wait. pause waits, or returns
// early with the context's error. A pause that would outlast ctx is not waited for.
func Retry(ctx context.Context, pause func(context.Context, time.Duration) error, do func(context.Context) error) error {
	for try := 1; ; try++ {
		err := do(ctx)
		asked, limited := Pause(err)
		if !limited || try == tries || asked > longestPause {
			return explained(err)
		}
		wait := max(asked, unsaidPause<<(try-1))
		if by, ends := ctx.Deadline(); ends && time.Until(by) < wait {
			return explained(err)
		}
		if err := pause(ctx, wait); err != nil {
			return fmt.Errorf("%w: wait as Slack asks: %w", ErrNotCalled, err)
		}
	}
}

// RetryReading makes a call that only reads, and makes it again when it fails, unless the
// error is lasting. pause is that of Retry, which is for each call by itself.
func RetryReading(ctx context.Context, pause func(context.Context, time.Duration) error, lasting func(error) bool, do func(context.Context) error) error {
	err := do(ctx)
	for try := 1; err != nil && !lasting(err) && try < readTries && pause(ctx, readPause) == nil; try++ {
		err = do(ctx)
	}
	return err
}

// waitTurn waits for a slot to call in, which done gives back.
func waitTurn(ctx context.Context, slots *semaphore.Weighted) (done func(), err error) {
	if err := slots.Acquire(ctx, 1); err != nil {
		return nil, fmt.Errorf("%w: wait to call Slack: %w", ErrNotCalled, err)
	}
	return func() { slots.Release(1) }, nil
}

// Pause is how long Slack asks to wait with an error that is a refusal for the rate.
func Pause(err error) (wait time.Duration, limited bool) {
	var said *slack.RateLimitedError
	switch {
	case errors.As(err, &said):
		return said.RetryAfter, true
	case Means(err, RateLimited): // said without a time
		return unsaidPause, true
	}
	return 0, false
}

// ambiguous tells whether a failed call may have had its effect: after anything but Slack's
// own clear refusal.
func ambiguous(err error) bool {
	var status slack.StatusCodeError
	switch {
	case err == nil, errors.Is(err, ErrNotCalled), Means(err, RateLimited):
		return false
	case Code(err) != "":
		return Means(err, Ambiguous)
	case errors.As(err, &status):
		return status.Code >= http.StatusInternalServerError
	}
	return true
}

// explained marks an error after which the effect is ambiguous, and drops the address that
// net/http puts into its errors: a response address is a secret and does not belong in a
// log.
func explained(err error) error {
	if err == nil {
		return nil
	}
	var failed *url.Error
	if errors.As(err, &failed) {
		err = fmt.Errorf("%s: %w", failed.Op, failed.Err)
	}
	if ambiguous(err) {
		return fmt.Errorf("%w: %w", ErrUnsure, err)
	}
	return err
}

// Transport hands requests on, and states in whole seconds how long a refusal for the
// rate asks to wait. slack-go takes no other form for such a refusal, and servers and
// proxies between also send none at all, fractions and dates.
func Transport(next http.RoundTripper) http.RoundTripper { return transport{next} }

type transport struct{ next http.RoundTripper }

func (t transport) RoundTrip(req *http.Request) (*http.Response, error) {
	res, err := t.next.RoundTrip(req)
	if err == nil && res.StatusCode == http.StatusTooManyRequests {
		wait := retryAfter(res.Header.Get("Retry-After"), time.Now())
		res.Header.Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
	}
	return res, err
}

// retryAfter reads how long a Retry-After header asks to wait: seconds, whole or not, or a
// date.
func retryAfter(header string, now time.Time) time.Duration {
	header = strings.TrimSpace(header)
	wait := time.Duration(-1)
	if seconds, err := strconv.ParseFloat(header, 64); err == nil && seconds >= 0 && seconds <= absurdPause.Seconds() {
		wait = time.Duration(seconds * float64(time.Second))
	} else if at, err := http.ParseTime(header); err == nil {
		wait = max(at.Sub(now), 0)
	}
	if wait < 0 || wait > absurdPause {
		return unsaidPause
	}
	return wait
}
