package rank

import (
	"testing"

	"precedent/recommend"
	"precedent/recommend/understand"
)

func TestTurn(t *testing.T) {
	e := sharedEngine(t)
	for text, want := range map[string]recommend.Turn{
		"show more": recommend.TurnMore, "Show me more, please!": recommend.TurnMore, "more": recommend.TurnMore, "next page": recommend.TurnMore, "any more cases?": recommend.TurnMore, "what else?": recommend.TurnMore,
		"mehr anzeigen": recommend.TurnMore, "zeig mir bitte mehr": recommend.TurnMore, "muéstrame más": recommend.TurnMore, "voir plus": recommend.TurnMore, "montrez-moi plus": recommend.TurnMore, "d'autres ?": recommend.TurnMore,
		"mostra altri": recommend.TurnMore, "laat meer zien": recommend.TurnMore, "pokaż więcej": recommend.TurnMore, "mostrar mais": recommend.TurnMore,
		"never mind": recommend.TurnLeave, "Nevermind.": recommend.TurnLeave, "forget it, thanks": recommend.TurnLeave, "That's all, thank you!": recommend.TurnLeave, "cancel": recommend.TurnLeave, "no thanks": recommend.TurnLeave, "don't bother": recommend.TurnLeave,
		"schon gut": recommend.TurnLeave, "vergiss es": recommend.TurnLeave, "no importa": recommend.TurnLeave, "olvídalo": recommend.TurnLeave, "laisse tomber": recommend.TurnLeave, "peu importe, merci": recommend.TurnLeave,
		"lascia stare": recommend.TurnLeave, "laat maar": recommend.TurnLeave, "nieważne": recommend.TurnLeave, "daj spokój": recommend.TurnLeave, "deixa pra lá": recommend.TurnLeave,
		"show more schools": recommend.TurnNone, "more housing for nurses": recommend.TurnNone, "more like this": recommend.TurnNone, "never mind the gap in pensions": recommend.TurnNone, "stop corruption": recommend.TurnNone,
		"people cancel their insurance": recommend.TurnNone, "next year": recommend.TurnNone, "small firms cannot win public tenders": recommend.TurnNone, "": recommend.TurnNone, "thanks": recommend.TurnNone, "the second one": recommend.TurnNone,
		"plus de logements": recommend.TurnNone, "mehr Wohnungen": recommend.TurnNone,
	} {
		if got := e.Turn(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestOrdinal(t *testing.T) {
	e := sharedEngine(t)
	for text, want := range map[string]int{
		"more like the 2nd": 2, "more like the second": 2, "the second one": 2, "2nd": 2, "the 3rd, please": 3, "number 2": 2, "#2": 2, "no. 2": 2, "case 4": 4,
		"similar to 2": 2, "like the last one": 5, "the last one": 5, "more like number one": 1, "show me the first": 1, "give me more like the third, but only in Europe": 3,
		"das zweite": 2, "mehr wie der zweite": 2, "Nummer 3 bitte": 3, "das letzte": 5, "el segundo": 2, "más como el 2º": 2, "la última": 5,
		"le deuxième": 2, "le 2e": 2, "plutôt comme le premier": 1, "n°2": 2, "la dernière": 5, "il secondo": 2, "più come la terza": 3, "de tweede": 2, "meer zoals nummer 3": 3,
		"ten drugi": 2, "podobne do drugiego": 2, "więcej takich jak ostatni": 5, "o segundo": 2, "mais como a primeira": 1, "nº 2": 2,
		"more like the second in Latin America": 2, "the 2nd one, since 2018": 2, "mehr wie der zweite, nur in Europa": 2, "le deuxième, en Pologne": 2,
		"second homes in Kenya": 0, "the first school in Poland": 0,
		"the ninth": 0, "more like number 9": 0, "one": 0, "that one": 0, "second homes stand empty": 0, "services like one stop shops": 0, "like in the last five years": 0,
		"people like two parties": 0, "first aid": 0, "last mile delivery": 0, "2018": 0, "": 0, "more like this": 0, "only in Latin America": 0, "what about schools?": 0,
	} {
		if got, _ := e.understander.Ordinal(text, 5); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestBeginsSubject(t *testing.T) {
	for word, want := range map[string]bool{
		"procurement": true, "the": true, "for": true, "country:PL": true, "all": true, "in": true,
		"out": false, "over": false, "your": false, "how": false, "it": false, "as": false, "while": false, "this": false,
	} {
		if got := understand.BeginsSubject(word); got != want {
			t.Errorf("%q: %v", word, got)
		}
	}
}
