package turn

import (
	"context"
)

// Kept is what is kept, as a feature declares the methods that it uses of it. It is the
// only way to the store for what people ask and press.
type Kept[Store any] struct {
	host  *Host
	store Store
}

// Keep makes a Kept. Where the host keeps nothing, the store is never used.
func Keep[Store any](h *Host, s Store) Kept[Store] { return Kept[Store]{h, s} }

// For is the store as far as it is for the person of a turn: ErrNotKept where there is
// none, ErrOutsider for people of another organisation. Its errors are marked as those of
// a store, see StoreError.
func (k Kept[Store]) For(ctx context.Context, t *Turn) (store Store, err error) {
	if !k.host.Keeps {
		return store, ErrNotKept
	}
	switch outside, err := t.Outsider(ctx, t.User, t.From); {
	case err != nil:
		return store, StoreError(err)
	case outside:
		return store, ErrOutsider
	}
	return k.store, nil
}

// All is the whole store, for what the bot does of its own accord. ok is false where
// there is none.
func (k Kept[Store]) All() (store Store, ok bool) { return k.store, k.host.Keeps }
