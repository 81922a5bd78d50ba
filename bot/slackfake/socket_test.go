package slackfake_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"precedent/bot/slackfake"
)

func TestSocket_Slash(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, func(socketmode.Event) any { return map[string]any{"text": "Looking ..."} })
	ctx := testContext(t)
	d, err := srv.Slash(ctx, slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.Random, Text: "tenders"})
	if err != nil {
		t.Fatal(err)
	}
	ack, err := d.Wait(ctx)
	if err != nil || string(ack.Payload) != `{"text":"Looking ..."}` {
		t.Errorf("ack = %+v, %v", ack, err)
	}
	command := next(t, heard, socketmode.EventTypeSlashCommand).Data.(slack.SlashCommand)
	if command.Command != "/similar" || command.Text != "tenders" || command.UserID != slackfake.Ada ||
		command.ChannelName != "random" || command.ResponseURL != d.ResponseURL || command.TriggerID != d.TriggerID {
		t.Errorf("command = %+v", command)
	}
	messages := srv.Messages()
	if len(messages) != 1 || messages[0].Via != "ack" || messages[0].EphemeralTo != slackfake.Ada || messages[0].Text != "Looking ..." {
		t.Errorf("messages = %+v", messages)
	}
}

func TestSocket_Events(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, nothing)
	ctx, ok := testContext(t), sent(t)

	d := ok(srv.Mention(ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.Shared, Text: "small firms", ThreadTS: "1.000001"}))
	event := next(t, heard, socketmode.EventTypeEventsAPI)
	mention := inner(t, event).(*slackevents.AppMentionEvent)
	if mention.Text != "<@U0BOT> small firms" || mention.TimeStamp != d.TS || mention.ThreadTimeStamp != "1.000001" || mention.Channel != d.Channel {
		t.Errorf("mention = %+v", mention)
	}
	outer := event.Data.(slackevents.EventsAPIEvent)
	callback := outer.Data.(*slackevents.EventsAPICallbackEvent)
	if callback.EventID != d.EventID || !outer.IsExtSharedChannel || len(callback.Authorizations) != 1 {
		t.Errorf("event = %+v", callback)
	}
	if rec, found := srv.Message(d.Channel, d.TS); !found || rec.Via != "person" {
		t.Errorf("the mention is not in the channel: %+v", rec)
	}

	ok(srv.DirectMessage(ctx, slackfake.Post{User: slackfake.Marek, Text: "zamówienia"}))
	message := inner(t, next(t, heard, socketmode.EventTypeEventsAPI)).(*slackevents.MessageEvent)
	if !message.IsIM() || message.Text != "zamówienia" || message.User != slackfake.Marek {
		t.Errorf("message = %+v", message)
	}

	ok(srv.HomeOpened(ctx, slackfake.Ada, "home"))
	home := inner(t, next(t, heard, socketmode.EventTypeEventsAPI)).(*slackevents.AppHomeOpenedEvent)
	if home.User != slackfake.Ada || home.Tab != "home" || home.View != nil {
		t.Errorf("home = %+v", home)
	}
}

func TestSocket_UnparseableDeliveries(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, nothing)
	ctx := testContext(t)
	bad := func(_ *slackfake.Delivery, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		next(t, heard, socketmode.EventTypeErrorBadMessage)
	}
	bad(srv.DeliverEvent(ctx, map[string]any{"type": "moon_landing"}))
	bad(srv.DeliverPayload(ctx, "interactive", json.RawMessage(`"what"`)))
	bad(srv.DeliverRaw(ctx, []byte(`{"envelope_id":"mine","type":"smoke_signal"}`)))
	if _, err := srv.DeliverRaw(ctx, []byte(`{"type":`)); err != nil {
		t.Fatal(err)
	}
	// The connection outlives a frame that is not JSON.
	sent(t)(srv.Slash(ctx, slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.General}))
}

func TestPeople_CannotDoTheImpossible(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	ctx := testContext(t)
	hidden, err := newClient(srv).PostEphemeralContext(ctx, slackfake.General, slackfake.Ada, text("psst"))
	if err != nil {
		t.Fatal(err)
	}
	secret := slackfake.Record{Channel: slackfake.General, TS: hidden}
	errs := map[string]error{}
	_, errs["a command in no channel"] = srv.Slash(ctx, slackfake.SlashCommand{User: slackfake.Ada, Channel: "C0NOWHERE"})
	_, errs["a mention by a stranger"] = srv.Mention(ctx, slackfake.Post{User: "U0NOBODY", Channel: slackfake.General})
	_, errs["a mention nowhere"] = srv.Mention(ctx, slackfake.Post{User: slackfake.Ada, Channel: "C0NOWHERE"})
	_, errs["a shortcut on someone else's ephemeral message"] = srv.MessageShortcut(ctx, slackfake.Marek, "find", secret)
	_, errs["a shortcut on nothing"] = srv.MessageShortcut(ctx, slackfake.Marek, "find", slackfake.Record{})
	_, errs["a press on nothing"] = srv.Press(ctx, slackfake.Ada, secret, slackfake.Action{ActionID: "a"})
	_, errs["a submission of nothing"] = srv.Submit(ctx, slackfake.Ada, "V1", nil)
	_, errs["closing nothing"] = srv.CloseView(ctx, slackfake.Ada, "V1")
	for what, err := range errs {
		if err == nil {
			t.Errorf("%s: no error", what)
		}
	}
}

// dial opens a bare socket and reads its hello.
func dial(t *testing.T, srv *slackfake.Server) (*websocket.Conn, map[string]any) {
	t.Helper()
	_, address, err := newClient(srv).StartSocketModeContext(testContext(t))
	if err != nil {
		t.Fatal(err)
	}
	ws, _, err := websocket.DefaultDialer.DialContext(testContext(t), address, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ws.Close() })
	if _, res, err := websocket.DefaultDialer.DialContext(testContext(t), address, nil); err == nil || res.StatusCode != http.StatusForbidden {
		t.Errorf("an address works twice: %v", err)
	}
	return ws, readJSON(t, ws)
}

func readJSON(t *testing.T, ws *websocket.Conn) map[string]any {
	t.Helper()
	_ = ws.SetReadDeadline(time.Now().Add(10 * time.Second))
	var frame map[string]any
	if err := ws.ReadJSON(&frame); err != nil {
		t.Fatal(err)
	}
	return frame
}

func TestSocket_Connections(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	ctx := testContext(t)
	var open []*websocket.Conn
	for i := range 10 {
		ws, hello := dial(t, srv)
		if hello["type"] != "hello" || hello["num_connections"] != float64(i+1) {
			t.Errorf("hello %d = %v", i, hello)
		}
		open = append(open, ws)
	}
	_, _, err := newClient(srv).StartSocketModeContext(ctx)
	wantSlackError(t, err, "too_many_websockets")

	for i := range 20 {
		if _, err := srv.DeliverPayload(ctx, "interactive", json.RawMessage(fmt.Sprintf(`{"n":%d}`, i))); err != nil {
			t.Fatal(err)
		}
	}
	for i, ws := range open {
		for _, want := range []int{i, i + 10} {
			payload := readJSON(t, ws)["payload"].(map[string]any)
			if payload["n"] != float64(want) {
				t.Errorf("socket %d got %v, want %d", i, payload, want)
			}
		}
	}
}

func TestSocket_Pings(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{PingInterval: time.Millisecond})
	ws, _ := dial(t, srv)
	pings := 0
	ws.SetPingHandler(func(string) error {
		if pings++; pings == 3 {
			return ws.Close()
		}
		return nil
	})
	_ = ws.SetReadDeadline(time.Now().Add(10 * time.Second))
	if _, _, err := ws.ReadMessage(); pings < 3 {
		t.Errorf("%d pings, then %v", pings, err)
	}
}

func TestSocket_RefusedAcknowledgements(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	ws, _ := dial(t, srv)
	ctx := testContext(t)
	d, err := srv.Slash(ctx, slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.General})
	if err != nil {
		t.Fatal(err)
	}
	envelope := readJSON(t, ws)
	if envelope["envelope_id"] != d.ID || envelope["accepts_response_payload"] != true || envelope["type"] != "slash_commands" {
		t.Errorf("envelope = %v", envelope)
	}
	frames := []string{
		`{`,
		`{"envelope_id":"other"}`,
		`{"envelope_id":"` + d.ID + `","payload":{"text":"` + strings.Repeat("x", 20_480) + `"}}`,
	}
	for _, frame := range frames {
		if err := ws.WriteMessage(websocket.TextMessage, []byte(frame)); err != nil {
			t.Fatal(err)
		}
	}
	waitFor(t, srv, func(s slackfake.Snapshot) bool { return s.Count(slackfake.AckRefused, "") == len(frames) })
	if srv.Snapshot().Count(slackfake.Acked, "") != 0 || len(srv.Messages()) != 0 {
		t.Error("a refused acknowledgement counts")
	}
	small := `{"envelope_id":"` + d.ID + `","payload":{"text":"hello","response_type":"in_channel"}}`
	if err := ws.WriteMessage(websocket.TextMessage, []byte(small)); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Wait(ctx); err != nil {
		t.Fatal(err)
	}
	if m := srv.Messages(); len(m) != 1 || m[0].EphemeralTo != "" {
		t.Errorf("messages = %+v", m)
	}
}

func TestSocket_HugeFramesCloseIt(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	ws, _ := dial(t, srv)
	if err := ws.WriteMessage(websocket.TextMessage, bytes.Repeat([]byte("x"), 1<<20+1)); err != nil {
		t.Fatal(err)
	}
	waitFor(t, srv, func(s slackfake.Snapshot) bool { return s.Count(slackfake.SocketClosed, "") == 1 && s.Sockets == 0 })
}

func TestSocket_Reconnects(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	connect(t, srv, nothing)
	for i, interrupt := range []func() error{
		func() error { return srv.Disconnect("refresh_requested") },
		func() error { return srv.Disconnect("warning") },
		func() error { srv.DropSockets(); return nil },
	} {
		if err := interrupt(); err != nil {
			t.Fatal(err)
		}
		waitFor(t, srv, func(s slackfake.Snapshot) bool {
			return s.Count(slackfake.SocketOpened, "") == i+2 && s.Count(slackfake.SocketClosed, "") == i+1
		})
	}
	sent(t)(srv.Slash(testContext(t), slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.General}))
}

func TestSocket_DeliveryWaitsForAConnection(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	delivered := make(chan error, 1)
	go func() {
		_, err := srv.Slash(testContext(t), slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.General})
		delivered <- err
	}()
	connect(t, srv, nothing)
	if err := <-delivered; err != nil {
		t.Error(err)
	}
}

func TestSocket_DroppedAndRedelivered(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, nothing)
	ctx := testContext(t)
	srv.FailDelivery(slackfake.DropSocket)
	d, err := srv.Mention(ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: "a"})
	if err != nil {
		t.Fatal(err)
	}
	waitFor(t, srv, func(s slackfake.Snapshot) bool { return s.Count(slackfake.SocketOpened, "") == 2 })
	if srv.Snapshot().Count(slackfake.Acked, "") != 0 {
		t.Error("the acknowledgement came through a dropped socket")
	}
	if n, err := srv.RedeliverUnacked(ctx); n != 1 || err != nil {
		t.Fatalf("%d redelivered, %v", n, err)
	}
	if _, err := d.Wait(ctx); err != nil {
		t.Fatal(err)
	}
	for {
		event := next(t, heard, socketmode.EventTypeEventsAPI)
		if event.Request.RetryAttempt == 0 {
			continue // the first delivery may have been read before the socket went
		}
		if event.Request.EnvelopeID != d.ID || event.Request.RetryReason != "timeout" {
			t.Errorf("request = %+v", event.Request)
		}
		break
	}
	if n, err := srv.RedeliverUnacked(ctx); n != 0 || err != nil {
		t.Errorf("%d redelivered though acknowledged, %v", n, err)
	}
}

func TestFailDelivery_Duplicates(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, func(socketmode.Event) any { return map[string]any{"text": "hi"} })
	ctx := testContext(t)
	srv.FailDelivery(slackfake.Twice)
	srv.FailDelivery(slackfake.Anew)

	command := sent(t)(srv.Slash(ctx, slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.General}))
	for range 2 {
		if id := next(t, heard, socketmode.EventTypeSlashCommand).Request.EnvelopeID; id != command.ID {
			t.Errorf("envelope %s, want %s twice", id, command.ID)
		}
	}
	waitFor(t, srv, func(s slackfake.Snapshot) bool { return s.Count(slackfake.Acked, "slash_commands") == 2 })
	if n := len(srv.Messages()); n != 1 {
		t.Errorf("%d messages: a second acknowledgement has no effect", n)
	}

	mention := sent(t)(srv.Mention(ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: "a"}))
	envelopes := map[string]bool{}
	for range 2 {
		event := next(t, heard, socketmode.EventTypeEventsAPI)
		envelopes[event.Request.EnvelopeID] = true
		callback := event.Data.(slackevents.EventsAPIEvent).Data.(*slackevents.EventsAPICallbackEvent)
		if callback.EventID != mention.EventID {
			t.Errorf("event %s, want %s twice", callback.EventID, mention.EventID)
		}
	}
	if len(envelopes) != 2 {
		t.Errorf("envelopes = %v, want two", envelopes)
	}
}

func TestJournal_Order(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, nothing)
	ctx := testContext(t)
	d := sent(t)(srv.Mention(ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: "a"}))
	next(t, heard, socketmode.EventTypeEventsAPI)
	if _, _, err := newClient(srv).PostMessageContext(ctx, d.Channel, text("answer"), slack.MsgOptionTS(d.TS)); err != nil {
		t.Fatal(err)
	}
	var got []string
	for i, e := range srv.Journal() {
		if e.Seq != i+1 {
			t.Errorf("entry %d has the number %d", i, e.Seq)
		}
		got = append(got, strings.TrimSpace(string(e.Kind)+" "+e.Name))
	}
	want := "api apps.connections.open, socket_opened, delivered events_api:app_mention, acked events_api:app_mention, api chat.postMessage"
	if strings.Join(got, ", ") != want {
		t.Errorf("journal\n%s\nwant\n%s", strings.Join(got, ", "), want)
	}
}

func TestSocket_SilenceIsNoticed(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, func(socketmode.Event) any { return silence })
	d, err := srv.Slash(testContext(t), slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.General})
	if err != nil {
		t.Fatal(err)
	}
	next(t, heard, socketmode.EventTypeSlashCommand)
	over, cancel := contextThatIsOver()
	defer cancel()
	if _, err := d.Wait(over); err == nil {
		t.Error("acknowledged by silence")
	}
	if err := srv.WaitFor(over, func(slackfake.Snapshot) bool { return false }); err == nil || !strings.Contains(err.Error(), "delivered slash_commands") {
		t.Errorf("error = %v, want the end of the journal", err)
	}
}
