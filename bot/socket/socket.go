// Package socket receives deliveries over Socket Mode: a WebSocket that the
// bot opens to Slack, so that nothing has to be reachable from outside. It
// decodes, acknowledges and hands over; what a delivery means is the bot's.
package socket

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"precedent/bot"
)

const (
	// ackTimeout bounds an acknowledgement. While the socket is being
	// renewed, slack-go holds a few back and then blocks; Slack gives up on
	// one after three seconds anyway.
	ackTimeout = 3 * time.Second
	// readLimit is how many bytes one delivery may have.
	readLimit = 4 << 20
)

// Bot takes deliveries on, as *bot.Bot does.
type Bot interface {
	Accept(bot.Delivery) (ack any, start func(), err error)
}

// Run receives until ctx ends, which is no error. slack-go renews the socket
// as Slack asks and when it breaks. It returns an error when Slack will not
// have the bot, such as for a revoked token; trying again would not help.
// connected is told when a socket stands and when it is gone; it may be nil.
func Run(ctx context.Context, lg *slog.Logger, api *slack.Client, b Bot, connected func(bool)) error {
	if connected == nil {
		connected = func(bool) {}
	}
	client := socketmode.New(api,
		socketmode.OptionReadLimit(readLimit),
		// slack-go logs through a *log.Logger, and puts addresses with secrets into it.
		socketmode.OptionLog(log.New(io.Discard, "", 0)),
	)
	ended := make(chan error, 1)
	go func() { ended <- client.RunContext(ctx) }()
	defer connected(false)
	r := receiver{lg: lg, client: client, bot: b, connected: connected}
	for {
		select {
		case e := <-client.Events:
			r.receive(ctx, e)
		case err := <-ended:
			if ctx.Err() != nil || errors.Is(err, context.Canceled) {
				return nil
			}
			return fmt.Errorf("socket mode ended: %w", err)
		}
	}
}

type receiver struct {
	lg        *slog.Logger
	client    *socketmode.Client
	bot       Bot
	connected func(bool)
}

// receive handles one event of slack-go's. It must be quick: while it runs,
// nothing else is read from the socket.
func (r receiver) receive(ctx context.Context, e socketmode.Event) {
	switch e.Type {
	case socketmode.EventTypeConnected:
		r.lg.Info("socket: connected")
		r.connected(true)
	case socketmode.EventTypeConnecting:
		r.connected(false)
	case socketmode.EventTypeConnectionError, socketmode.EventTypeInvalidAuth:
		r.lg.Warn("socket: could not connect", "type", e.Type)
	case socketmode.EventTypeErrorBadMessage:
		r.ackUnknown(ctx, e)
	case socketmode.EventTypeSlashCommand, socketmode.EventTypeInteractive, socketmode.EventTypeEventsAPI:
		r.handOver(ctx, e)
	default:
		if e.Request != nil && e.Request.EnvelopeID != "" {
			r.ack(ctx, e.Request.EnvelopeID, nil)
		}
	}
}

// handOver acknowledges a delivery and then lets the work on it start. Work
// that was taken on starts even when the acknowledgement could not be sent:
// Slack will deliver again, and the bot knows it by then.
func (r receiver) handOver(ctx context.Context, e socketmode.Event) {
	d := bot.Delivery{EnvelopeID: e.Request.EnvelopeID}
	switch data := e.Data.(type) {
	case slack.SlashCommand:
		d.Command = &data
	case slack.InteractionCallback:
		d.Interaction = &data
	case slackevents.EventsAPIEvent:
		d.Event = &data
	default:
		r.ack(ctx, e.Request.EnvelopeID, nil)
		return
	}
	ack, start, err := r.bot.Accept(d)
	if err != nil {
		r.lg.Warn("socket: delivery not taken on", "err", err)
		return // not acknowledged, so Slack delivers it again
	}
	r.ack(ctx, e.Request.EnvelopeID, ack)
	start()
}

// ackUnknown acknowledges what slack-go cannot parse, which it leaves to its
// caller; otherwise Slack would deliver it again and again.
func (r receiver) ackUnknown(ctx context.Context, e socketmode.Event) {
	bad, ok := e.Data.(*socketmode.ErrorBadMessage)
	if !ok {
		return
	}
	var envelope struct {
		ID   string `json:"envelope_id"`
		Type string `json:"type"`
	}
	if err := json.Unmarshal(bad.Message, &envelope); err != nil || envelope.ID == "" {
		r.lg.Warn("socket: message without an envelope", "type", envelope.Type)
		return
	}
	r.lg.Info("socket: delivery of a kind not known, acknowledged and left", "type", envelope.Type)
	r.ack(ctx, envelope.ID, nil)
}

func (r receiver) ack(ctx context.Context, envelopeID string, payload any) {
	ctx, cancel := context.WithTimeout(ctx, ackTimeout)
	defer cancel()
	if err := r.client.AckCtx(ctx, envelopeID, payload); err != nil {
		r.lg.Warn("socket: not acknowledged", "err", err)
	}
}
