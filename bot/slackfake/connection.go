package slackfake

import (
	"slices"
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
