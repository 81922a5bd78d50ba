package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"precedent/recommend/wording/catalogue"
)

// usageTexts are those that a wrong call is answered in: in the language that the command
// speaks of cases, or that the terminal is in where no command is known. Commands for those who
// run Precedent speak English.
func (a *app) usageTexts(cmd *cobra.Command) *catalogue.Catalogue {
	lang := cmd.Flags().Lookup(langName)
	if lang == nil && cmd.HasParent() {
		return catalogue.Builtin().English()
	}
	f := langFlag{}
	if lang != nil && catalogue.Builtin().Match(lang.Value.String()) != "" {
		f.locale = lang.Value.String()
	}
	texts, err := f.texts(a.getenv)
	if err != nil {
		return catalogue.Builtin().English()
	}
	return texts
}

// mustBe says what a flag takes.
func mustBe(texts *catalogue.Catalogue, flag, typed, wanted string) error {
	return errors.New(texts.Text("terminal.must-be", "--"+flag, texts.Text("phrase.quoted", plain(typed)), wanted))
}

// flagError says what is wrong with a flag, without the words of a parser.
func (a *app) flagError(cmd *cobra.Command, err error) error {
	texts := a.usageTexts(cmd)
	var unknown *pflag.NotExistError
	var empty *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return errors.New(texts.Text("terminal.no-flag", dashed(unknown.GetSpecifiedName(), unknown.GetSpecifiedShortnames())))
	case errors.As(err, &empty):
		return errors.New(texts.Text("terminal.no-value", dashed(empty.GetSpecifiedName(), empty.GetSpecifiedShortnames())))
	case !errors.As(err, &invalid):
		return err
	}
	wanted := "something else"
	switch invalid.GetFlag().Value.Type() {
	case "int":
		wanted = texts.Text("terminal.integer")
	case "bool":
		wanted = "true" + texts.Text("phrase.or") + "false"
	}
	return mustBe(texts, invalid.GetFlag().Name, invalid.GetValue(), wanted)
}

// dashed is a flag as it was typed: by its name, or by the first letter of those behind one
// hyphen.
func dashed(name, letters string) string {
	if letters != "" {
		return "-" + name
	}
	return "--" + name
}

// noArguments refuses arguments. At the root they are commands that do not
// exist, and the nearest ones are named.
func (a *app) noArguments(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case cmd.HasParent():
		return noArguments(cmd, args)
	}
	texts := a.usageTexts(cmd)
	said := texts.Text("terminal.no-command", texts.Text("phrase.quoted", plain(args[0])))
	cmd.SuggestionsMinimumDistance = 2
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		said = texts.Text("terminal.try", said, strings.Join(near, ", "))
	}
	return errors.New(said)
}
