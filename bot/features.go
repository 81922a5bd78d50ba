package bot

import (
	"precedent/bot/answer"
	"precedent/bot/home"
	"precedent/bot/lists"
	"precedent/bot/share"
	"precedent/bot/suggest"
	"precedent/bot/turn"
	"precedent/bot/watch"
)

// Memory keeps what a team wants kept, as far as the features use it. A *store.Store is one.
type Memory interface {
	answer.Store
	home.Store
	lists.Store
	share.Store
	suggest.Store
	watch.Store
}

// routes lists the features, in the order in which their buttons stand below a case, and
// lets each say what it handles. Making a feature must not use its Host: the manifest is
// made from the routes of an empty one.
func routes(h *turn.Host, kept Memory) *turn.Router {
	shares := share.New(h, kept)
	features := []interface{ Register(*turn.Router) }{
		shares,
		lists.New(h, kept),
		answer.New(h, kept, shares),
		watch.New(h, kept),
		home.New(h, kept),
		suggest.New(h, kept),
	}
	r := turn.NewRouter()
	for _, f := range features {
		f.Register(r)
	}
	return r
}
