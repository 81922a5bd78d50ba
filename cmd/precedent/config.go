package main

import (
	"cmp"
	"io"
	"log/slog"
	"net"
	"net/mail"
	"net/url"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"precedent/corpus"
)

// Config is everything that the environment says. It is read once, by
// readConfig; .env.example explains each variable. A field with a path is the name
// of a file or folder, or a list of them.
type Config struct {
	BotToken        string `env:"SLACK_BOT_TOKEN" secret:"yes"`
	AppToken        string `env:"SLACK_APP_TOKEN" secret:"yes"`
	SigningSecret   string `env:"SLACK_SIGNING_SECRET" secret:"yes"`
	APIURL          string `env:"SLACK_API_URL"`
	ListenAddr      string `env:"LISTEN_ADDR"`
	Library         string `env:"PRECEDENT_LIBRARY" path:"list"`
	Data            string `env:"PRECEDENT_DATA" path:"one"`
	AllowExternal   string `env:"PRECEDENT_ALLOW_EXTERNAL"`
	Curators        string `env:"PRECEDENT_CURATORS"`
	LogLevel        string `env:"LOG_LEVEL"`
	LogFormat       string `env:"LOG_FORMAT"`
	ReportMistakeTo string `env:"REPORT_MISTAKE_TO"`
}

// setDefaults says what holds where the environment says nothing.
func (c *Config) setDefaults() {
	c.APIURL = strings.TrimSuffix(cmp.Or(c.APIURL, "https://slack.com/api/"), "/") + "/"
	if c.ListenAddr == "" && !c.socketMode() && c.SigningSecret != "" {
		c.ListenAddr = ":3000"
	}
	c.LogLevel = cmp.Or(c.LogLevel, "info")
	c.LogFormat = cmp.Or(c.LogFormat, "text")
}

// socketMode tells whether Slack is reached over a WebSocket that the bot
// opens, rather than by calling the bot over HTTP.
func (c Config) socketMode() bool { return c.AppToken != "" }

func (c Config) libraries() []string {
	paths := mapped(filepath.SplitList(c.Library), strings.TrimSpace)
	return slices.DeleteFunc(paths, func(path string) bool { return path == "" })
}

// tokenFaults says what is wrong with what Slack hands out.
func (c Config) tokenFaults() []fault {
	var faults []fault
	add := func(text string, about ...string) { faults = append(faults, fault{text, about}) }
	const bot, app, secret = "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"
	const where = "at api.slack.com/apps, choose the app, then "
	switch {
	case c.BotToken == "":
		add("SLACK_BOT_TOKEN is not set; "+where+"OAuth & Permissions, and copy the Bot User OAuth Token", bot)
	case strings.HasPrefix(c.BotToken, "xoxe"):
		add("SLACK_BOT_TOKEN is a token that expires; turn token rotation off in the app's settings and reinstall it", bot)
	case !tokenLike(c.BotToken, "xoxb-"):
		add("SLACK_BOT_TOKEN is no bot token, which begins with xoxb-; "+where+"OAuth & Permissions, and copy the Bot User OAuth Token", bot)
	}
	switch {
	case c.AppToken == "" && c.SigningSecret == "":
		add("neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set; "+where+"Basic Information, App-Level Tokens, and make one with the scope connections:write", app, secret)
	case c.AppToken != "" && !tokenLike(c.AppToken, "xapp-"):
		add("SLACK_APP_TOKEN is no app-level token, which begins with xapp-; "+where+"Basic Information, App-Level Tokens", app)
	}
	if strings.ContainsFunc(c.SigningSecret, unicode.IsSpace) {
		add("SLACK_SIGNING_SECRET has spaces in it; "+where+"Basic Information, and copy the Signing Secret", secret)
	}
	return faults
}

// tokenLike tells whether a token has the form that Slack gives it.
func tokenLike(token, prefix string) bool {
	rest, ok := strings.CutPrefix(token, prefix)
	return ok && rest != "" && !strings.ContainsFunc(rest, func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '.'
	})
}

// settingFaults says what is wrong with everything else.
func (c Config) settingFaults() []fault {
	var faults []fault
	add := func(variable, value, what string) {
		faults = append(faults, newFault([]string{variable}, "%s %q %s", variable, value, what))
	}
	if !secureAddress(c.APIURL) {
		add("SLACK_API_URL", c.APIURL, "is no https address; leave it empty for Slack itself")
	}
	if c.ListenAddr != "" {
		_, port, err := net.SplitHostPort(c.ListenAddr)
		if n, numErr := strconv.Atoi(port); err != nil || numErr != nil || n < 0 || n > 65535 {
			add("LISTEN_ADDR", c.ListenAddr, "is no address to listen on; write it as :3000 or 127.0.0.1:3000")
		}
	}
	if _, err := strconv.ParseBool(cmp.Or(c.AllowExternal, "false")); err != nil {
		add("PRECEDENT_ALLOW_EXTERNAL", c.AllowExternal, "is neither true nor false")
	}
	if c.Curators != "" && (!channelID.fits(c.Curators) || c.Curators[0] == 'D') {
		add("PRECEDENT_CURATORS", c.Curators, "is no id of a channel; one looks like "+channelID.example+": "+channelID.where)
	}
	if _, known := logLevels[strings.ToLower(c.LogLevel)]; !known {
		add("LOG_LEVEL", c.LogLevel, "is not known; choose debug, info, warn or error")
	}
	if c.LogFormat != "text" && c.LogFormat != "json" {
		add("LOG_FORMAT", c.LogFormat, "is not known; choose text or json")
	}
	if to := c.ReportMistakeTo; to != "" && !mailAddress(to) && !(corpus.WebAddress(to) && strings.HasPrefix(to, "https://")) {
		add("REPORT_MISTAKE_TO", to, "is neither a mail address nor an https address")
	}
	return faults
}

// allowExternal tells whether the bot may answer for all to see in channels that
// are shared with other organisations.
func (c Config) allowExternal() bool {
	allowed, err := strconv.ParseBool(c.AllowExternal)
	return err == nil && allowed // settingFaults says what is wrong
}

// logLevels are the values of LOG_LEVEL, in any capitals.
var logLevels = map[string]slog.Level{"debug": slog.LevelDebug, "info": slog.LevelInfo, "warn": slog.LevelWarn, "error": slog.LevelError}

// logger makes the log that the configuration asks for.
func (c Config) logger(out io.Writer) *slog.Logger {
	opts := &slog.HandlerOptions{Level: logLevels[strings.ToLower(c.LogLevel)]}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(out, opts))
	}
	return slog.New(slog.NewTextHandler(out, opts))
}

func mailAddress(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s
}

// secureAddress tells whether an address may be sent a token: https, or http
// on this very machine.
func secureAddress(s string) bool {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.User != nil {
		return false
	}
	local := u.Hostname() == "localhost"
	if ip := net.ParseIP(u.Hostname()); ip != nil {
		local = ip.IsLoopback()
	}
	return u.Scheme == "https" || u.Scheme == "http" && local
}

// LogValue is the configuration for a log: secrets only say whether they are set.
func (c Config) LogValue() slog.Value {
	var attrs []slog.Attr
	for _, v := range variables() {
		attrs = append(attrs, slog.String(v.name, c.shown(v)))
	}
	return slog.GroupValue(attrs...)
}

// shown is what may be said of a variable's value: of a secret, whether it is set.
func (c Config) shown(v variable) string {
	switch value := c.value(v); {
	case !v.secret:
		return value
	case value == "":
		return "not set"
	}
	return "set"
}

// tokenForm is what tokens begin with, wherever somebody may have pasted one.
var tokenForm = regexp.MustCompile(`(?i)\bxox[a-z]-|\bxoxe\.|\bxapp-`)

// String keeps secrets out of whatever prints a configuration.
func (c Config) String() string { return c.LogValue().String() }

// variable is one that the program reads.
type variable struct {
	name   string
	secret bool   // its value is never shown
	path   string // "one", or "list" of several; "" where it is no file's name
	field  int    // in Config
}

func namesOf(list []variable) []string {
	return mapped(list, func(v variable) string { return v.name })
}

// variables are all that the program reads, in the order of Config.
func variables() []variable {
	var all []variable
	for i, f := range reflect.VisibleFields(reflect.TypeFor[Config]()) {
		all = append(all, variable{f.Tag.Get("env"), f.Tag.Get("secret") != "", f.Tag.Get("path"), i})
	}
	return all
}

func (c Config) value(v variable) string { return reflect.ValueOf(c).Field(v.field).String() }
