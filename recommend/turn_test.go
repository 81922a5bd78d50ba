package recommend

import "testing"

func TestTurn(t *testing.T) {
	e := sharedEngine(t)
	for text, want := range map[string]Turn{
		"show more": TurnMore, "Show me more, please!": TurnMore, "more": TurnMore, "next page": TurnMore, "any more cases?": TurnMore, "what else?": TurnMore,
		"mehr anzeigen": TurnMore, "zeig mir bitte mehr": TurnMore, "muéstrame más": TurnMore, "voir plus": TurnMore, "montrez-moi plus": TurnMore, "d'autres ?": TurnMore,
		"mostra altri": TurnMore, "laat meer zien": TurnMore, "pokaż więcej": TurnMore, "mostrar mais": TurnMore,
		"never mind": TurnLeave, "Nevermind.": TurnLeave, "forget it, thanks": TurnLeave, "That's all, thank you!": TurnLeave, "cancel": TurnLeave, "no thanks": TurnLeave, "don't bother": TurnLeave,
		"schon gut": TurnLeave, "vergiss es": TurnLeave, "no importa": TurnLeave, "olvídalo": TurnLeave, "laisse tomber": TurnLeave, "peu importe, merci": TurnLeave,
		"lascia stare": TurnLeave, "laat maar": TurnLeave, "nieważne": TurnLeave, "daj spokój": TurnLeave, "deixa pra lá": TurnLeave,
		"show more schools": TurnNone, "more housing for nurses": TurnNone, "more like this": TurnNone, "never mind the gap in pensions": TurnNone, "stop corruption": TurnNone,
		"people cancel their insurance": TurnNone, "next year": TurnNone, "small firms cannot win public tenders": TurnNone, "": TurnNone, "thanks": TurnNone, "the second one": TurnNone,
		"plus de logements": TurnNone, "mehr Wohnungen": TurnNone,
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
		if got, _ := e.ordinal(text, 5); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestBeginsSubject(t *testing.T) {
	for word, want := range map[string]bool{
		"procurement": true, "the": true, "for": true, "country:PL": true, "all": true, "in": true,
		"out": false, "over": false, "your": false, "how": false, "it": false, "as": false, "while": false, "this": false,
	} {
		if got := BeginsSubject(word); got != want {
			t.Errorf("%q: %v", word, got)
		}
	}
}
