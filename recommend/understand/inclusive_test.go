package understand

import "testing"

func TestWithoutInclusive(t *testing.T) {
	for text, want := range map[string]string{
		"Lehrer*innen fehlen":                      "Lehrerinnen fehlen",
		"Bürger:innen und Mieter_innen":            "Bürgerinnen und Mieterinnen",
		"jede:r Lehrer:in":                         "jede:r Lehrer",
		"Schüler/-innen":                           "Schülerinnen",
		"étudiant·e·s sans logement":               "étudiants sans logement",
		"un·e agriculteur·rice":                    "un·e agriculteur",
		"les habitant(e)s":                         "les habitants",
		"l@s alumn@s dejan la escuela":             "l@s alumnos dejan la escuela",
		"small firms: in Poland":                   "small firms: in Poland",
		"country:in rents":                         "country:in rents",
		"write to ann@example.org (in Poland) *x*": "write to ann@example.org (in Poland) *x*",
		"Probleme: innen und außen":                "Probleme: innen und außen",
	} {
		if got := withoutInclusive(text); got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}
