package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/wording"
	"precedent/recommend/wording/catalogue"
)

// langName is the name of the flag that a langFlag is.
const langName = "lang"

// langFlag says in which language a command speaks of cases, and of what is wrong with how it
// was called. Help, and what is wrong with the program's set-up, are in English.
type langFlag struct{ locale string }

func (f *langFlag) addTo(cmd *cobra.Command) {
	languages := slices.Sorted(slices.Values(catalogue.Builtin().Languages()))
	cmd.Flags().StringVar(&f.locale, langName, "", "speak the language `CODE`, such as de or pt-BR (unless set: that of LC_ALL, LC_MESSAGES or LANG, or English)")
	completeChoice(cmd, langName, languages)
}

// texts are those of the language that is asked for, or else that the terminal is in, or else
// English.
func (f *langFlag) texts(getenv func(string) string) (*catalogue.Catalogue, error) {
	set := catalogue.Builtin()
	if f.locale != "" {
		code := set.Match(f.locale)
		if code == "" {
			texts, err := ofTerminal(set, getenv)
			if err != nil {
				return nil, err
			}
			codes := slices.Sorted(slices.Values(set.Languages()))
			return nil, usageError{mustBe(texts, langName, f.locale, wording.Either(texts, codes))}
		}
		return set.In(code)
	}
	return ofTerminal(set, getenv)
}

// ofTerminal are the texts of the language that the terminal is in, or else English.
func ofTerminal(set *catalogue.Set, getenv func(string) string) (*catalogue.Catalogue, error) {
	return set.In(cmp.Or(set.Match(environmentLocale(getenv)), corpus.English))
}

// mustBe says what a flag takes.
func mustBe(texts *catalogue.Catalogue, flag, typed, wanted string) error {
	return errors.New(texts.Text("terminal.must-be", "--"+flag, texts.Text("phrase.quoted", plain(typed)), wanted))
}

// environmentLocale is the locale of messages, "" for none. As POSIX has it, the first that is
// set counts, also where it names no language.
func environmentLocale(getenv func(string) string) string {
	return cmp.Or(getenv("LC_ALL"), getenv("LC_MESSAGES"), getenv("LANG"))
}

// wrongFilter says what is wrong with a filter, and where the known values are listed, if they are.
func wrongFilter(say *wording.Wording, err error) error {
	said := notKnown(say, err)
	var f *recommend.FilterError
	if errors.As(err, &f) && recommend.YearField(f.Field) { // years are not listed
		return usageError{errors.New(said)}
	}
	return usageError{errors.New(said + "\n" + say.Text("terminal.filters"))}
}

// unknownCase says that no case has an id, and where ids are found.
func unknownCase(say *wording.Wording, err error) error {
	return usageError{errors.New(notKnown(say, err) + "\n" + say.Text("terminal.ids"))}
}

// notKnown says which value is not known, and which are like it.
func notKnown(say *wording.Wording, err error) string {
	var f *recommend.FilterError
	if !errors.As(err, &f) {
		return err.Error()
	}
	if recommend.YearField(f.Field) {
		return say.Text("terminal.no-year", f.Field, say.Text("phrase.quoted", plain(f.Value)))
	}
	said := plain(say.Unknown(f))
	if near := say.Nearest(f); len(near) > 0 {
		said = say.Text("terminal.try", said, say.Either(near))
	}
	return said
}

// emptyPeriod says that a period ends before it begins.
func emptyPeriod(say *wording.Wording, p *recommend.PeriodError) error {
	return usageError{errors.New(say.Text("terminal.period", strconv.Itoa(p.Since), strconv.Itoa(p.Until)))}
}

// nothingAsked says that a request asks for nothing, and how to ask.
func nothingAsked(say *wording.Wording) error {
	return usageError{errors.New(say.Text("terminal.nothing-asked", say.Text("terminal.example")))}
}

// spoken are the texts as they are said of the cases of a library.
func spoken(v *corpus.Vocabulary, texts *catalogue.Catalogue) (*wording.Wording, error) {
	say, err := wording.New(v, texts)
	if err != nil {
		return nil, fmt.Errorf("speak the language %s: %w", texts.Language, err)
	}
	return say, nil
}
