package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"precedent/recommend/wording"
	"precedent/recommend/wording/catalogue"
)

// usageTexts are those that a wrong call is answered in: in the language that the command
// speaks of cases, or that the terminal is in where no command is known. Commands for those who
// run Precedent speak English.
func usageTexts(cmd *cobra.Command, getenv func(string) string) *catalogue.Catalogue {
	lang := cmd.Flags().Lookup(langName)
	if lang == nil && cmd.HasParent() {
		return catalogue.Builtin().English()
	}
	f := langFlag{}
	if lang != nil && catalogue.Builtin().Match(lang.Value.String()) != "" {
		f.locale = lang.Value.String()
	}
	texts, err := f.texts(getenv)
	if err != nil {
		return catalogue.Builtin().English()
	}
	return texts
}

// flagError says what is wrong with a flag, without the words of a parser.
func flagError(texts *catalogue.Catalogue, err error) error {
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
	case "duration":
		wanted = "a time such as 2s" // of commands for those who run Precedent
	case "bool":
		wanted = wording.Either(texts, []string{"true", "false"})
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

// noCommand says that a command does not exist, and names those like it.
func noCommand(texts *catalogue.Catalogue, root *cobra.Command, name string) error {
	said := texts.Text("terminal.no-command", texts.Text("phrase.quoted", plain(name)))
	root.SuggestionsMinimumDistance = 2
	if near := root.SuggestionsFor(name); len(near) > 0 {
		said = texts.Text("terminal.try", said, strings.Join(near, ", "))
	}
	return errors.New(said)
}
