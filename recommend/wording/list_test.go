package wording

import "testing"

// TestList joins what a sentence lists as each language does, with another word before some
// sounds.
func TestList(t *testing.T) {
	for _, tc := range []struct {
		language string
		items    []string
		and, or  string
	}{
		{"en", nil, "", ""},
		{"en", []string{"a"}, "a", "a"},
		{"en", []string{"a", "b"}, "a and b", "a or b"},
		{"en", []string{"a", "b", "c"}, "a, b and c", "a, b or c"},
		{"en", []string{"entrepreneurship and SMEs", "tenders"}, "entrepreneurship and SMEs, tenders", "entrepreneurship and SMEs or tenders"},
		{"de", []string{"Polen", "Italien"}, "Polen und Italien", "Polen oder Italien"},
		{"nl", []string{"Polen", "Italië", "Ierland"}, "Polen, Italië en Ierland", "Polen, Italië of Ierland"},
		{"fr", []string{"Italie", "Irlande"}, "Italie et Irlande", "Italie ou Irlande"},
		{"pt", []string{"Itália", "Irlanda"}, "Itália e Irlanda", "Itália ou Irlanda"},
		{"pl", []string{"Polska", "Irlandia"}, "Polska i Irlandia", "Polska lub Irlandia"},
		{"es", []string{"Polonia", "Italia"}, "Polonia e Italia", "Polonia o Italia"},
		{"es", []string{"Irán", "Índice"}, "Irán e Índice", "Irán o Índice"},
		{"es", []string{"Francia", "Hungría"}, "Francia y Hungría", "Francia o Hungría"},
		{"es", []string{"padres", "hijos"}, "padres e hijos", "padres o hijos"},
		{"es", []string{"agua", "hielo"}, "agua y hielo", "agua o hielo"},
		{"es", []string{"Noruega", "Omán"}, "Noruega y Omán", "Noruega u Omán"},
		{"es", []string{"escuelas", "hospitales"}, "escuelas y hospitales", "escuelas u hospitales"},
		{"es", []string{"Francia", "Austria", "Honduras"}, "Francia, Austria y Honduras", "Francia, Austria u Honduras"},
		{"es", []string{"«agua»", "«incendios»"}, "«agua» e «incendios»", "«agua» o «incendios»"},
		{"es", []string{"Migración e integración", "Vivienda"}, "Migración e integración, Vivienda", "Migración e integración o Vivienda"},
		{"it", []string{"Italia", "Estonia"}, "Italia ed Estonia", "Italia o Estonia"},
		{"it", []string{"Italia", "Austria"}, "Italia e Austria", "Italia o Austria"},
		{"it", []string{"acqua", "«energia»"}, "acqua ed «energia»", "acqua o «energia»"},
		{"it", []string{"Italia", "È"}, "Italia ed È", "Italia o È"},
	} {
		w := in(t, tc.language)
		if got := [2]string{w.list(tc.items), w.Either(tc.items)}; got != [2]string{tc.and, tc.or} {
			t.Errorf("%s: joins %q to %q, want %q and %q", tc.language, tc.items, got, tc.and, tc.or)
		}
	}
}
