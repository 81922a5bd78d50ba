package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	"precedent/bot/store"
	"precedent/corpus"
)

// suggestedName is the name of the library of the cases that people suggested in Slack and
// curators accepted. The ids of its cases begin with it.
const suggestedName = "suggested"

// acceptedCases are the records of those cases, as a library has them: a line each.
func acceptedCases(ctx context.Context, s *store.Store) (library string, many int, err error) {
	records, err := s.AcceptedRecords(ctx)
	if len(records) == 0 || err != nil {
		return "", 0, err
	}
	return strings.Join(records, "\n") + "\n", len(records), nil
}

// accepted are the accepted cases of a store that is open, and what of them is served. It is safe for concurrent
// use.
type accepted struct {
	store  *store.Store
	served atomic.Pointer[string] // the library, as it was last read
}

// withAccepted adds the accepted cases to those that were read.
func (a *accepted) withAccepted(ctx context.Context, l loaded) (loaded, error) {
	library, _, err := acceptedCases(ctx, a.store)
	if err == nil {
		a.served.Store(&library)
		l, err = l.withSuggested(library)
	}
	if err != nil && l.segment != nil {
		err = errors.Join(err, l.segment.Close())
	}
	return l, err
}

// differ tells whether what is served is not what is kept, as after "precedent forget" beside the bot.
func (a *accepted) differ(ctx context.Context) (bool, error) {
	library, _, err := acceptedCases(ctx, a.store)
	served := a.served.Load()
	return err == nil && served != nil && *served != library, err
}

// withSuggested adds the cases of such a library to those that were read. One that a file has too, since
// somebody wrote them into it with "precedent library export", is that of the file.
func (l loaded) withSuggested(library string) (loaded, error) {
	if library == "" {
		return l, nil
	}
	more, refused, notes, err := corpus.ReadOwn(strings.NewReader(library), suggestedName, l.vocabulary)
	if err != nil {
		return l, err
	}
	l.refused, l.notes = slices.Concat(l.refused, refused), slices.Concat(l.notes, notes)
	cases := slices.Clone(l.library.Cases())
	for _, c := range more {
		if l.library.Case(c.ID) != nil {
			l.notes = append(l.notes, corpus.Fault{Where: suggestedName, What: fmt.Sprintf("the case %q stands in a file of yours too, which counts", c.ID)})
			continue
		}
		c.Library = suggestedName
		cases = append(cases, c)
	}
	joined, err := corpus.NewLibrary(cases)
	if err != nil {
		return l, err
	}
	if l.segment != nil {
		joined = joined.With(l.segment)
	}
	return l.holding(joined), nil
}
