package slackfake_test

import (
	"testing"
	"time"

	"precedent/bot/slackfake"
)

func TestRecord_TimestampsIncrease(t *testing.T) {
	t.Parallel()
	now := newClock()
	srv := newServer(t, slackfake.Options{Clock: now.Now})
	client, last := newClient(srv), ""
	for _, step := range []time.Duration{0, time.Second, -time.Hour, 0} {
		now.add(step)
		_, ts, err := client.PostMessageContext(testContext(t), slackfake.General, text("a"))
		if err != nil {
			t.Fatal(err)
		}
		if ts <= last {
			t.Errorf("%s after %s", ts, last)
		}
		last = ts
	}
	if last != "1795338001.000004" {
		t.Errorf("the fourth timestamp is %s", last)
	}
}

func TestRecord_Bounded(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{MaxRecords: 2, MaxJournal: 10})
	client := newClient(srv)
	for range 30 {
		if _, _, err := client.PostMessageContext(testContext(t), slackfake.General, text("a")); err != nil {
			t.Fatal(err)
		}
	}
	journal := srv.Journal()
	if len(srv.Messages()) != 2 || len(journal) < 10 || len(journal) > 11 || journal[len(journal)-1].Seq != 30 {
		t.Errorf("%d messages, %d entries", len(srv.Messages()), len(journal))
	}
}
