package slackfake

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// writeWithin is how long a frame may take to be written.
const writeWithin = 5 * time.Second

type sockets struct {
	tickets map[string]bool // addresses not used yet
	open    []*socket
	turn    int // whose turn it is to be delivered to
	count   int // ever opened
}

// remove lets nothing more be delivered through the socket.
func (all *sockets) remove(c *socket) {
	all.open = slices.DeleteFunc(slices.Clone(all.open), func(o *socket) bool { return o == c })
}

// socket is one Socket Mode connection.
type socket struct {
	name string
	ws   *websocket.Conn
	gone chan struct{} // closed when the reader ends
	deaf bool          // acknowledgements are lost; guarded by Server.mu

	writing sync.Mutex
}

func (c *socket) write(frame []byte) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	if err := c.ws.SetWriteDeadline(time.Now().Add(writeWithin)); err != nil {
		return err
	}
	return c.ws.WriteMessage(websocket.TextMessage, frame)
}

func (c *socket) ping() error {
	return c.ws.WriteControl(websocket.PingMessage, []byte("ping"), time.Now().Add(writeWithin))
}

func (c *socket) pingEvery(interval time.Duration) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case <-c.gone:
			return
		case <-ticker.C:
			if c.ping() != nil {
				c.close()
			}
		}
	}
}

// close drops the connection without a closing handshake, as a network does.
func (c *socket) close() { _ = c.ws.Close() }

const (
	socketPath = "/socket/"
	maxSockets = 10
	// maxTickets bounds the addresses handed out and not used yet.
	maxTickets = 100
	// ackLimit is the size in bytes from which Slack drops an acknowledgement
	// without a word.
	ackLimit = 20_480
)

func openConnection(s *Server, _ Args) (reply, *slackError) {
	if len(s.sockets.open) >= maxSockets {
		return nil, failed("too_many_websockets")
	}
	if len(s.sockets.tickets) >= maxTickets {
		clear(s.sockets.tickets) // whoever asked for so many is not going to use them
	}
	ticket := s.nextID("fake")
	s.sockets.tickets[ticket] = true
	return reply{"url": strings.Replace(s.URL(), "http", "ws", 1) + socketPath + ticket}, nil
}

// serveSocket answers /socket/{ticket} for as long as the connection lasts.
func serveSocket(s *Server, w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	ticket := r.PathValue("ticket")
	valid := s.sockets.tickets[ticket]
	delete(s.sockets.tickets, ticket)
	s.mu.Unlock()
	if !valid {
		http.Error(w, "the address was used, or never given", http.StatusForbidden)
		return
	}
	// A bot says it comes from api.slack.com: any origin is fine.
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	ws.SetReadLimit(maxBody)
	c := &socket{ws: ws, gone: make(chan struct{})}
	defer c.close()
	if !welcome(s, c) {
		return
	}
	s.running.Go(func() { c.pingEvery(s.opts.PingInterval) })
	for {
		_, frame, err := ws.ReadMessage()
		if err != nil {
			break
		}
		hear(s, c, frame)
	}
	close(c.gone)
	farewell(s, c)
}

// welcome says hello before anything can be delivered, and lets the socket in.
func welcome(s *Server, c *socket) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	hello := map[string]any{
		"type": "hello", "num_connections": len(s.sockets.open) + 1,
		"connection_info": map[string]any{"app_id": AppID},
		"debug_info":      map[string]any{"host": "slackfake", "build_number": 1, "approximate_connection_time": 18060},
	}
	if c.write(encode(hello)) != nil || c.ping() != nil {
		return false
	}
	s.sockets.count++
	c.name = strconv.Itoa(s.sockets.count)
	s.sockets.open = append(slices.Clip(s.sockets.open), c)
	s.note(Entry{Kind: SocketOpened, ID: c.name})
	return true
}

func farewell(s *Server, c *socket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sockets.remove(c)
	s.note(Entry{Kind: SocketClosed, ID: c.name})
}

// hear takes one frame from the bot.
func hear(s *Server, c *socket, frame []byte) {
	var ack struct {
		EnvelopeID string          `json:"envelope_id"`
		Payload    json.RawMessage `json:"payload"`
	}
	err := json.Unmarshal(frame, &ack)
	s.mu.Lock()
	defer s.mu.Unlock()
	d, known := s.delivered.byID[ack.EnvelopeID]
	refuse := func(why string) { s.note(Entry{Kind: AckRefused, ID: ack.EnvelopeID, Error: why}) }
	switch {
	case c.deaf: // lost on the way, so nobody heard it
	case known && d.lost: // a client may send it again through its next connection: lost too
	case err != nil:
		refuse("not JSON")
	case len(frame) >= ackLimit:
		refuse(fmt.Sprintf("%d bytes, fewer than %d are taken", len(frame), ackLimit))
	case !known:
		refuse("unknown envelope")
	default:
		if string(ack.Payload) == "null" {
			ack.Payload = nil
		}
		s.acknowledge(d, Ack{Payload: ack.Payload})
	}
}

// nextSocket waits for a connection and takes turns among those there are.
func nextSocket(ctx context.Context, s *Server) (*socket, error) {
	var c *socket
	err := s.await(ctx, func() bool {
		if len(s.sockets.open) == 0 {
			return false
		}
		c = s.sockets.open[s.sockets.turn%len(s.sockets.open)]
		s.sockets.turn++
		return true
	})
	if err != nil {
		return nil, fmt.Errorf("slackfake: no Socket Mode connection: %w", err)
	}
	return c, nil
}

// sendEnvelope delivers once through a socket. A fault may close the socket behind
// the delivery.
func sendEnvelope(ctx context.Context, s *Server, d *Delivery, f DeliveryFault) error {
	c, err := nextSocket(ctx, s)
	if err != nil {
		return err
	}
	s.mu.Lock()
	d.lost = f == DropSocket
	if d.lost {
		c.deaf = true
		s.sockets.remove(c)
	}
	frame := d.frame()
	s.noteDelivered(d)
	s.mu.Unlock()
	if err := c.write(frame); err != nil {
		return fmt.Errorf("slackfake: delivering %s: %w", d.ID, err)
	}
	if f == DropSocket {
		c.close()
	}
	return nil
}

// frame is the envelope as it goes through a socket. The caller holds mu.
func (d *Delivery) frame() []byte {
	if d.raw {
		return d.payload
	}
	envelope := map[string]any{
		"envelope_id": d.ID, "type": d.Type, "payload": d.payload,
		// Slack takes an answer to everything but an event.
		"accepts_response_payload": d.Type != typeEvents,
	}
	if d.Type == typeEvents || d.attempts > 0 {
		envelope["retry_attempt"], envelope["retry_reason"] = d.attempts, d.reason
	}
	return encode(envelope)
}

// Disconnect announces on every connection that Slack is about to close it. The
// reason is "warning" or "refresh_requested"; the connections stay open.
func (s *Server) Disconnect(reason string) error {
	frame := encode(map[string]any{
		"type": "disconnect", "reason": reason, "debug_info": map[string]any{"host": "slackfake"},
	})
	s.mu.Lock()
	open := s.sockets.open // never changed in place
	s.mu.Unlock()
	for _, c := range open {
		if err := c.write(frame); err != nil {
			return fmt.Errorf("slackfake: disconnect: %w", err)
		}
	}
	return nil
}

// DropSockets closes every connection without a word.
func (s *Server) DropSockets() {
	s.mu.Lock()
	open := s.sockets.open
	s.sockets.open = nil
	s.mu.Unlock()
	for _, c := range open {
		c.close()
	}
}
