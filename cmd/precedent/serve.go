package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"precedent/bot"
	"precedent/bot/slackapi"
	"precedent/bot/socket"
	"precedent/bot/store"
	"precedent/bot/turn"
	"precedent/bot/web"
	"precedent/recommend/rank"
	"precedent/recommend/shelf"
)

// How the bot starts and stops.
const (
	// stopTimeout is for what was taken on when the bot is told to stop: longer
	// than one delivery may take, shorter than the 30 s that Kubernetes waits.
	stopTimeout = bot.LongestWork + time.Second
	purgeEvery  = time.Hour
	tellEvery   = time.Hour       // new cases that could not be told of are told of the next time
	reachAgain  = 5 * time.Second // before Slack is called again when it could not be reached
)

func serveCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:  "serve",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			err := runServe(cmd.Context(), a)
			if errors.Is(err, context.Canceled) && cmd.Context().Err() != nil {
				return nil // told to stop before it had started
			}
			return err
		},
	}
}

func runServe(ctx context.Context, a *app) error {
	given := a.settings()
	if err := given.Validate(); err != nil {
		return fmt.Errorf("the bot cannot start:\n%w\nprecedent check says more", errors.Join(err, given.hints()))
	}
	cfg := given.Config
	lg := cfg.logger(a.stderr)
	for _, note := range given.notes {
		lg.Warn("precedent: settings", "note", note)
	}
	lg.Info("precedent: starting", "config", cfg)
	asTheyAre := filesAsTheyAre(cfg.libraries())
	differs := make(chan struct{}, 1) // there is more than the files say: an index is not of them, or a case was accepted
	for _, w := range exposed(cfg, a.envFile) {
		lg.Warn("precedent: " + w)
	}
	var memory *store.Store // nil where nothing is kept
	if cfg.Data == "" {
		lg.Info("precedent: nothing is kept, since PRECEDENT_DATA is not set")
	} else {
		kept, err := store.Open(ctx, cfg.Data, store.Options{})
		if err != nil {
			return memoryAdvice(cfg.Data, err)
		}
		defer kept.Close()
		memory = kept
	}
	suggested := &accepted{store: memory}
	open := func(ctx context.Context, former []shelf.Count) (serving, error) {
		st := a.storing(lg)
		st.damaged, st.former = func() { tellOnce(differs) }, former
		l, err := withStored(ctx, st, cfg.libraries(), false)
		if err == nil && memory != nil {
			l, err = suggested.withAccepted(ctx, l)
		}
		if err != nil {
			return serving{}, err
		}
		a.tellUnread(l)
		engine, done, err := a.openEngine(ctx, lg, l)
		if err != nil {
			if l.segment != nil && ctx.Err() == nil {
				err = errors.Join(err, l.segment.Close())
			}
			return serving{}, err
		}
		s := serving{engine: engine, close: done, files: l.counts}
		if l.same != nil {
			holding, stop := context.WithCancel(ctx)
			var held sync.WaitGroup
			held.Go(func() { holdAgainst(holding, lg, l.same, differs) })
			s.close = func() error {
				stop()
				held.Wait()
				return done()
			}
		}
		return s, nil
	}
	first, err := open(ctx, nil)
	if err != nil {
		return err
	}
	engine := turn.NewLive(first.engine)
	client, err := slackapi.NewClient(slackapi.ClientConfig{BotToken: cfg.BotToken, AppToken: cfg.AppToken, APIURL: cfg.APIURL})
	if err != nil {
		return err
	}
	purge, inPlace := func(context.Context) {}, func() error { return nil }
	see := func(context.Context, []string) error { return nil } // has the store know which cases there are
	opts := bot.Options{ReportTo: cfg.ReportMistakeTo, AllowExternal: cfg.allowExternal()}
	opts.Curation = turn.Curation{Curators: cfg.Curators, Accepted: func() { tellOnce(differs) }}
	if memory != nil {
		inPlace = memory.InPlace
		see = memory.SeeLibrary
		if err := see(ctx, engine.Library().IDs()); err != nil {
			return memoryAdvice(cfg.Data, err)
		}
		opts.Memory = memory
		purge = func(ctx context.Context) {
			if err := memory.Purge(ctx); err != nil && ctx.Err() == nil {
				lg.Error("precedent: what is too old is not removed", "err", err)
			}
			if differ, err := suggested.differ(ctx); err != nil && ctx.Err() == nil {
				lg.Error("precedent: it is not known whether all accepted cases are served", "err", err)
			} else if differ {
				tellOnce(differs)
			}
		}
	} else if cfg.Curators != "" {
		lg.Warn("precedent: nobody can suggest cases, since PRECEDENT_CURATORS needs PRECEDENT_DATA")
	}
	s := &service{lg: lg, cfg: cfg, client: client, bot: bot.New(lg, engine, client, opts), purge: purge, inPlace: inPlace}
	s.stopBy = sync.OnceValue(func() time.Time { return time.Now().Add(stopTimeout) })
	took := func(ctx context.Context, e *rank.Engine) {
		engine.Replace(e)
		if err := see(ctx, e.Library().IDs()); err != nil {
			lg.Error("precedent: the watches are not told of new cases", "err", memoryAdvice(cfg.Data, err))
		} else if s.signedIn.Load() {
			s.bot.RunJobs(ctx)
		}
	}
	// The engine stays open until all that was taken on is done.
	keeping, stop := context.WithCancel(context.WithoutCancel(ctx))
	var kept sync.WaitGroup
	defer kept.Wait()
	defer stop()
	up := &live{
		log: lg, paths: cfg.libraries(), load: open, took: took, now: time.Now, after: time.After,
		retire: func(done func() error) { time.AfterFunc(retireIn, func() { done() }) },
	}
	kept.Go(func() {
		up.run(keeping, watchFiles(keeping, lg, up.paths), hangUps(keeping, differs), asTheyAre, first)
	})

	err = s.run(ctx)

	stopping, cancel := s.stopping(ctx)
	defer cancel()
	err = errors.Join(err, s.bot.Close(stopping))
	lg.Info("precedent: stopped")
	return err
}

// holdAgainst has the files of a large library taken in anew where they are not what its index was
// made from, though their sizes and times are.
func holdAgainst(ctx context.Context, lg *slog.Logger, same func(context.Context) (bool, error), differs chan<- struct{}) {
	switch is, err := same(ctx); {
	case ctx.Err() != nil:
	case err != nil:
		lg.Error("precedent: the library cannot be held against its index", "err", cause(err))
	case !is:
		lg.Warn("precedent: the library is not what its index was made from, which is made anew")
		tellOnce(differs)
	}
}

// tellOnce tells whoever has not yet heard what was told before.
func tellOnce(who chan<- struct{}) {
	select {
	case who <- struct{}{}:
	default:
	}
}

// service is the bot with its way to Slack.
type service struct {
	lg        *slog.Logger
	cfg       Config
	client    *slackapi.Client
	bot       *bot.Bot
	signedIn  atomic.Bool // Slack knows the bot token
	connected atomic.Bool // in Socket Mode: a socket stands
	stopBy    func() time.Time
	purge     func(context.Context) // removes what is kept for too long
	inPlace   func() error          // tells whether what is kept can be reached
}

// stopping returns a context for what is finished although ctx has ended. All
// of it shares one deadline, counted from the first call.
func (s *service) stopping(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithDeadline(context.WithoutCancel(ctx), s.stopBy())
}

// run takes deliveries until ctx ends, which is no error, or until Slack will
// not have the bot.
func (s *service) run(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	if s.cfg.ListenAddr != "" {
		// Listening comes first: an address that is taken should end the start.
		var listen net.ListenConfig
		l, err := listen.Listen(ctx, "tcp", s.cfg.ListenAddr)
		if err != nil {
			return fmt.Errorf("listen on LISTEN_ADDR: %w; choose another address, or stop what listens there", err)
		}
		s.lg.Info("precedent: listening", "addr", l.Addr().String())
		server := web.Server(s.cfg.ListenAddr, s.routes())
		group.Go(func() error {
			if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
				return fmt.Errorf("serve HTTP: %w", err)
			}
			return nil
		})
		group.Go(func() error {
			<-ctx.Done()
			stopping, cancel := s.stopping(ctx)
			defer cancel()
			return server.Shutdown(stopping)
		})
	}
	group.Go(func() error {
		if err := s.signIn(ctx); err != nil {
			return err
		}
		return nowAndThen(ctx, tellEvery, s.bot.RunJobs)
	})
	group.Go(func() error { return nowAndThen(ctx, purgeEvery, s.purge) })
	if s.cfg.socketMode() {
		group.Go(func() error { return s.receive(ctx) })
	}
	return group.Wait()
}

// routes is what the bot answers over HTTP: in Socket Mode health only.
func (s *service) routes() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /healthz", web.Health())
	mux.Handle("GET /readyz", web.Ready(s.missing))
	if !s.cfg.socketMode() {
		mux.Handle("/slack/events", web.Events(s.lg, s.cfg.SigningSecret, s.bot))
	}
	return mux
}

// missing says what the bot still waits for, "" when it is ready.
func (s *service) missing() string {
	switch {
	case !s.signedIn.Load():
		return "Slack is not reached"
	case s.cfg.socketMode() && !s.connected.Load():
		return "there is no connection to Slack"
	case s.inPlace() != nil:
		return "what is kept was moved, removed or replaced; put it back, or start the bot again"
	}
	return ""
}

// nowAndThen does something at once and then every so often, until ctx ends.
func nowAndThen(ctx context.Context, often time.Duration, do func(context.Context)) error {
	every := time.NewTicker(often)
	defer every.Stop()
	for ctx.Err() == nil {
		do(ctx)
		select {
		case <-every.C:
		case <-ctx.Done():
		}
	}
	return nil
}

// receive takes deliveries over Socket Mode.
func (s *service) receive(ctx context.Context) error {
	err := socket.Run(ctx, s.lg, s.client.API(), s.bot, socket.Options{Connected: func(connected bool) {
		if s.connected.Swap(connected) != connected {
			s.lg.Info("precedent: socket", "connected", connected)
		}
	}})
	if err != nil {
		return errors.New(slackAdvice("SLACK_APP_TOKEN", err))
	}
	return nil
}

// signIn calls Slack until it answers, since nothing else would notice a wrong
// bot token before somebody asks. An answer that no second try would change is
// an error.
func (s *service) signIn(ctx context.Context) error {
	for ctx.Err() == nil {
		who, err := s.client.API().AuthTestContext(ctx)
		switch {
		case err == nil:
			s.signedIn.Store(true)
			s.lg.Info("precedent: signed in", "team", who.TeamID, "user", who.UserID)
			return nil
		case ctx.Err() != nil:
			return nil
		case slackapi.Means(err, slackapi.Permanent):
			return errors.New(slackAdvice("SLACK_BOT_TOKEN", err))
		}
		s.lg.Warn("precedent: Slack is not reached, trying again", "err", cause(err))
		asked, _ := slackapi.Pause(err)
		select {
		case <-time.After(max(reachAgain, asked)):
		case <-ctx.Done():
		}
	}
	return nil
}
