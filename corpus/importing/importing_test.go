package importing

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"precedent/corpus"
	"precedent/corpus/table"
)

func reader(t testing.TB) *Reader {
	t.Helper()
	b, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	r, err := New(b.Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func opened(t testing.TB, csv string) *table.Table {
	t.Helper()
	o, err := table.Open(strings.NewReader(csv), "a.csv", table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// guessed is what columns are taken for: "title:Name" and so on, in their order.
func guessed(t testing.TB, r *Reader, csv string) []string {
	t.Helper()
	columns, err := r.Guess(opened(t, csv))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, c := range columns {
		if c.Field != "" {
			list = append(list, string(c.Field)+":"+c.Heading)
		}
	}
	return list
}

func TestGuess(t *testing.T) {
	t.Parallel()
	r := reader(t)
	long := strings.Repeat("Children walk to school together. ", 5)
	for name, tc := range map[string]struct {
		csv  string
		want []string
	}{
		"English":             {"Project ID;Project title;Short description;Country;Year of implementation;Lead organisation;Web link\n1;Otters;They swim.;Poland;2018;Town;https://example.org/1\n", []string{"id:Project ID", "title:Project title", "text:Short description", "country:Country", "year:Year of implementation", "organisation:Lead organisation", "url:Web link"}},
		"German":              {"Lfd. Nr.;Projekttitel;Kurzbeschreibung;Ausgangslage;Ergebnisse;Bundesland;Startjahr;Behörde;Themenfelder\n1;Otter;Sie schwimmen.;Der Kanal war leer.;Nun nicht mehr.;Bayern;2018;Stadt;Tiere\n", []string{"id:Lfd. Nr.", "title:Projekttitel", "text:Kurzbeschreibung", "problem:Ausgangslage", "results:Ergebnisse", "region:Bundesland", "year:Startjahr", "organisation:Behörde", "tags:Themenfelder"}},
		"who and where":       {"Projektname;Kommune / Träger;Text\nOtter;Stadt Utopia;Sie schwimmen.\n", []string{"title:Projektname", "organisation:Kommune / Träger", "text:Text"}},
		"Spanish":             {"Nombre de la iniciativa;Descripción;País;Año;Enlace\nNutrias;Nadan en el canal.;España;2018;https://example.org/1\n", []string{"title:Nombre de la iniciativa", "text:Descripción", "country:País", "year:Año", "url:Enlace"}},
		"French":              {"Titre du projet;Résumé;Pays;Date de début;Lien\nLoutres;Elles nagent.;France;01/03/2018;https://example.org/1\n", []string{"title:Titre du projet", "text:Résumé", "country:Pays", "year:Date de début", "url:Lien"}},
		"Italian":             {"Titolo;Descrizione;Paese;Anno;Ente;Sito web\nLontre;Nuotano nel canale.;Italia;2018;Comune;https://example.org/1\n", []string{"title:Titolo", "text:Descrizione", "country:Paese", "year:Anno", "organisation:Ente", "url:Sito web"}},
		"Dutch":               {"Naam;Omschrijving;Land;Jaar;Gemeente;Thema's\nOtters;Zij zwemmen in de gracht.;Nederland;2018;Utrecht;Dieren\n", []string{"title:Naam", "text:Omschrijving", "country:Land", "year:Jaar", "region:Gemeente", "tags:Thema's"}},
		"Polish":              {"Lp.;Nazwa;Opis;Kraj;Rok;Województwo;Słowa kluczowe\n1;Wydry;Pływają w kanale.;Polska;2018;Śląskie;zwierzęta\n", []string{"id:Lp.", "title:Nazwa", "text:Opis", "country:Kraj", "year:Rok", "region:Województwo", "tags:Słowa kluczowe"}},
		"Portuguese":          {"Título;Descrição;País;Ano;Órgão responsável;Palavras-chave\nLontras;Nadam no canal.;Brasil;2018;Prefeitura;animais\n", []string{"title:Título", "text:Descrição", "country:País", "year:Ano", "organisation:Órgão responsável", "tags:Palavras-chave"}},
		"JSON's names":        {"caseId,case_title,countryCode,startDate\nx,Otters,PL,2018-03-01\n", []string{"id:caseId", "title:case_title", "country:countryCode", "year:startDate"}},
		"several texts":       {"Name,Description,Activities,Challenge,Outcomes,Impact\nOtters,They swim in the canal.,Swimming every day.,The canal was empty before.,More otters than before.,Joy in the whole town.\n", []string{"title:Name", "text:Description", "text:Activities", "problem:Challenge", "results:Outcomes", "results:Impact"}},
		"a date of many":      {"Name,Text,Date Initiated,Date Implemented,Date Retired\nA,They swim in it.,2018-01-01,,\nB,They dig in it.,2019-01-01,2020-01-01,\n", []string{"title:Name", "text:Text", "year:Date Initiated"}},
		"no link of the case": {"Name,Text,Image URL,Source code link\nA,They swim in it.,https://example.org/1.png,https://example.org/code\n", []string{"title:Name", "text:Text"}},
		"the same website":    {"Name,Text,Website\nA,They swim.,https://e.org/\nB,They dig.,https://e.org/\nC,They fly.,https://e.org/\nD,They run.,https://e.org/\nE,They sit.,https://e.org/\nF,x,https://e.org/f\n", []string{"title:Name", "text:Text"}},
		"a link by contents":  {"Name,Text,Where to look\nA,They swim.,https://e.org/1\nB,They dig.,https://e.org/2\n", []string{"title:Name", "text:Text", "url:Where to look"}},
		"pictures":            {"Name,Text,Where to look\nA,They swim.,https://e.org/1.jpg\nB,They dig.,https://e.org/2.jpg\n", []string{"title:Name", "text:Text"}},
		"ids that are none":   {"No,Name,Text\n1,A,They swim in the canal\n1,B,They dig in the canal\n", []string{"title:Name", "text:Text"}},
		"short cells":         {"Titolo del progetto,Descrizione del problema,Soluzione adottata,Risultati ottenuti,Paese\nSportello,Code troppo lunghe,App per numeri,Meno attesa,Italia\nAlberi,Poca ombra,Nuovi alberi,Più fresco,Italia\n", []string{"title:Titolo del progetto", "problem:Descrizione del problema", "text:Soluzione adottata", "results:Risultati ottenuti", "country:Paese"}},
		"questions":           {"Name,What was the problem?,What did you do?,What happened?,Source link\nA,Long queues,We made an app,Short queues,https://e.org/1\n", []string{"title:Name", "problem:What was the problem?", "text:What did you do?", "results:What happened?", "url:Source link"}},
		"answers":             {"Name,Text,Solution kind,Results published\nA,They swim in it.,app,yes\nB,They dig in it.,app,no\n", []string{"title:Name", "text:Text"}},
		"an id twice":         {"No,Name,Text\n1,A,They swim in the canal\n2,B,They dig in the canal\n2,C,They fly\n4,D,They hide\n", []string{"id:No", "title:Name", "text:Text"}},
		"GeoJSON":             {"type,properties.title,properties.description,geometry.type\nFeature,Otters,They swim.,Point\nFeature,Voles,They dig.,Point\n", []string{"tags:type", "title:properties.title", "text:properties.description"}},
		"objects":             {"title,text,country.name,author.name,author.text\nOtters,They swim.,Poland,Ann,She writes.\nVoles,They dig.,Spain,Bob,He writes.\n", []string{"title:title", "text:text", "country:country.name"}},
		"no headings":         {"Otters of Utopia,They swim in the town canal all day.,Poland,2018\nVoles of Arcadia,They dig in the park all night.,Spain,2019\nMoles of Atlantis,They hide below it all year.,Spain,2020\n", []string{"title:column 1", "text:column 2", "country:column 3", "year:column 4"}},
		"years over numbers":  {"Otters of,2018,2019\nUtopia,5,6\nArcadia,7,8\n", []string{"title:Otters of"}},
		"contents":            {"A,B,C,D\nOtters of Utopia," + long + "1,Poland,2018\nVoles of Arcadia," + long + "2,Germany,2019\n", []string{"title:A", "text:B", "country:C", "year:D"}},
		"yes and no":          {"Name,Text,Open\nA,They swim in the canal.,NO\nB,They dig in the park.,NO\nC,They fly at night.,NO\nD,They hide by day.,NO\nE,They run in the town.,YES\n", []string{"title:Name", "text:Text"}},
		"sentences":           {"Name,What is the intended purpose and expected benefit of the system?,Is the case found in the list below?\nOtters," + long + "1,No\nVoles," + long + "2,No\n", []string{"title:Name", "text:What is the intended purpose and expected benefit of the system?"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := guessed(t, r, tc.csv); !reflect.DeepEqual(got, tc.want) {
				t.Errorf("got  %q\nwant %q", got, tc.want)
			}
		})
	}
}

// TestHeadings holds that no heading stands for two things, in whatever languages.
func TestHeadings(t *testing.T) {
	t.Parallel()
	r := reader(t)
	for _, code := range r.vocabulary.Languages() {
		h, err := r.vocabulary.Headings(code)
		if err != nil {
			t.Fatal(err)
		}
		for field, list := range h.Fields {
			for _, heading := range list {
				if got, match := r.byHeading(heading); got != Field(field) || match != fullMatch {
					t.Errorf("%s: %q is %s, and is taken for %q", code, heading, field, got)
				}
			}
		}
		for _, f := range fields {
			if f != Source && len(h.Fields[string(f)]) == 0 {
				t.Errorf("%s has no heading for %s", code, f)
			}
		}
	}
}

// in imports tables, and holds that every row is accounted for and that the library is read
// back as it was made.
func in(t testing.TB, r *Reader, name string, tables ...string) *Library {
	t.Helper()
	l := r.NewLibrary(name)
	for i, csv := range tables {
		o := opened(t, csv)
		columns, err := r.Guess(o)
		if err == nil {
			err = l.Add(fmt.Sprintf("%d.csv", i+1), o, columns, func(int) error { return nil })
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if c := l.Report.Counts; c.Imported+c.Merged+c.Refused != c.Rows || c.Imported != len(l.Cases()) {
		t.Errorf("not every row is accounted for: %+v", c)
	}
	var out bytes.Buffer
	if err := l.Write(&out); err != nil {
		t.Fatal(err)
	}
	back, refused, notes, err := corpus.ReadOwn(&out, "out", r.vocabulary)
	if err != nil || len(refused) > 0 || len(notes) > 0 {
		t.Errorf("read back: %v, %v, %v", refused, notes, err)
	}
	for i := range back {
		want := l.Cases()[i]
		if back[i].Digest() != want.Digest() {
			t.Errorf("read back %+v\nwant %+v", back[i], want)
		}
	}
	return l
}

func TestLibrary_Record(t *testing.T) {
	t.Parallel()
	l := in(t, reader(t), "Ministry of Otters", "ID;Title;Description;Activities;Problem;Country;Region;Date;Agency;Bureau;Level;Tags;Language;URL\n"+
		"a 1;Otters;They swim;Each day!;\"The canal\nwas empty\";Polska, Deutschland;Bavaria;7/1/2018;Town;Canals;kommunal;Open data, otters;Deutsch;www.example.org/1\n")
	want := corpus.Case{ID: "ministry-of-otters/a-1", Title: "Otters", Summary: "Description: They swim. Activities: Each day!", Problem: "The canal was empty",
		Countries: []string{"PL", "DE"}, Keywords: []string{"Bavaria", "otters"}, Year: 2018, Organisation: "Town, Canals", Level: "local", Topics: []string{"open-data"},
		Language: "de", URL: "https://www.example.org/1", Source: "Ministry of Otters"}
	if got := l.Cases()[0]; got.Digest() != want.Digest() {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if len(l.Report.Values) > 0 {
		t.Errorf("not understood: %+v", l.Report.Values)
	}
}

func TestLibrary_Values(t *testing.T) {
	t.Parallel()
	l := in(t, reader(t), "x", "Title,Text,Country,Year,URL,Level\n"+
		"A,They swim,Scottland,03/2018,https://example.org/1,local\nB,They dig,Scottland,2019,none,local\nC,They fly,\"Poland, Narnia\",7/16/1905,not yet there,galactic\nD,#REF!,NA,n/a,https://example.org/4,\n")
	var got []string
	for _, v := range l.Report.Values {
		for _, e := range v.Examples {
			got = append(got, fmt.Sprintf("%s (%d): %d from line %d: %s", v.Column, v.Count, e.Count, e.Line, e.What))
		}
	}
	want := []string{
		`Country (3): 2 from line 2: "Scottland" is no country that is known; left out`,
		`Country (3): 1 from line 4: "Narnia" is no country that is known; left out`,
		`Year (2): 1 from line 2: "03/2018" is read as 2018`,
		`Year (2): 1 from line 4: "7/16/1905" is 2024 where a spreadsheet takes it for a day; read as 2024`,
		`Level (1): 1 from line 4: "galactic" is none of national, regional, local, international, other; left empty`,
		`URL (1): 1 from line 4: "not yet there" is no address of a page; left empty`,
		`Text (1): 1 from line 5: "#REF!" is an error of the spreadsheet; left out`,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if want := (Have{Text: 3, URL: 2, Country: 1, Year: 3}); l.Report.Have != want {
		t.Errorf("have %+v, want %+v", l.Report.Have, want)
	}
}

// TestValues reads what stands in cells for countries, levels and years, and tells what may be
// meant otherwise.
func TestValues(t *testing.T) {
	t.Parallel()
	r := reader(t)
	for cell, want := range map[string]string{
		"Côte d’Ivoire": "CI", "Cote d ʼIvoire": "CI", "Guinea‑Bissau": "GW", "United\u00a0Kingdom": "GB",
		"UK, France and Germany": "GB FR DE", "UK, France, and Germany": "GB FR DE", "France et Allemagne": "FR DE", "FRANCE ET ALLEMAGNE": "FR DE",
		"Deutschland und Polen": "DE PL", "Polska i Niemcy": "PL DE", "España y Portugal": "ES PT", "Italia e Francia": "IT FR", "België en Nederland": "BE NL", "France & Spain": "FR ES",
		"Bosnia and Herzegovina and Serbia": "BA RS", "Trinidad and Tobago": "TT", "PL and DE": "PL DE",
		"United States of America (USA)": "US", "Netherlands, The": "NL", "The Netherlands": "NL", "Germany (Länder)": "DE", "France (Paris), Spain": "FR ES",
		"Georgia (USA)": "Georgia (USA)", "Narnia and Germany": "Narnia and Germany", "New Zealand Street": "New Zealand Street", "Congo": "CD", "Korea, Republic of": "KR",
	} {
		list, _ := r.countriesIn(cell)
		if got := strings.Join(list, " "); got != want {
			t.Errorf("%q: read as %q, want %q", cell, got, want)
		}
	}
	for name, want := range map[string]bool{"Congo": true, "korea": true, "Corée": true, "Guinea": false, "US": false, "England": false, "Sudan": false, "Ireland": false, "Congo-Brazzaville": false, "Virgin Islands": true} {
		if got := len(r.severalIn(name)) > 0; got != want {
			t.Errorf("%q may be several: %v", name, got)
		}
	}
	for cell, want := range map[string]string{
		"Bund": "national", "Länder": "regional", "Kommune": "local", "État": "national", "Stato": "national", "Rijk": "national", "państwo": "national", "régional": "regional",
		"comunale": "local", "lokalny": "local", "nacional": "national", "Rijks-overheid": "", "internazionale": "international", "National level": "national",
	} {
		if got := r.level(cell); got != want {
			t.Errorf("%q: level %q, want %q", cell, got, want)
		}
	}
	for cell, want := range map[string]string{
		"2018": "2018", "2018-03": "2018", "3/4/2018": "2018", "2018-03-01T10:00:00Z": "2018", "03-04-2018 10:30": "2018", "2018/19": "", "2018-20": "", "03-04-2018 to 2020": "", "FY2019": "",
	} {
		if got := yearIn(cell); got != want {
			t.Errorf("%q: year %q, want %q", cell, got, want)
		}
	}
}

// TestLibrary_Told tells of what is read and may be meant otherwise.
func TestLibrary_Told(t *testing.T) {
	t.Parallel()
	r := reader(t)
	r.Present = 2026
	l := in(t, r, "x", "Title,Text,Country,Region,Year\n<b>Otters</b>,<p>Caf&eacute; &amp; bar</p><script>x</script>,Congo,Bayern,2030\nVoles <a@b.org>,a < b &lt;p&gt;c,DE,Hessen,FY2019\nMoles,They hide,DE,,2018/19\nBats,They fly,DE,,03-04-2018 to 2020\n")
	var got []string
	for _, v := range l.Report.Values {
		for _, e := range v.Examples {
			got = append(got, fmt.Sprintf("%s: %d from line %d: %s", v.Column, e.Count, e.Line, e.What))
		}
	}
	want := []string{
		`Year: 1 from line 2: "2030" is a year to come; taken as it stands`,
		`Year: 1 from line 3: "FY2019" is read as 2019`,
		`Year: 1 from line 4: "2018/19" is read as 2018`,
		`Year: 1 from line 5: "03-04-2018 to 2020" is read as 2018`,
		`Text: 2 from line 2: has signs of HTML; its text is read`,
		`Title: 1 from line 2: has signs of HTML; its text is read`,
		`Country: 1 from line 2: "Congo" may be one of several countries; read as DR Congo (CD)`,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	first, second := l.Cases()[0], l.Cases()[1]
	if first.Title != "Otters" || first.Summary != "Café & bar" || !slices.Equal(first.Keywords, []string{"Bayern"}) || !slices.Equal(first.Countries, []string{"CD", "DE"}) {
		t.Errorf("read %+v", first)
	}
	if second.Title != "Voles <a@b.org>" || second.Summary != "a < b c" || second.Year != 2019 {
		t.Errorf("read %+v", second)
	}
}

// TestLibrary_Questions leaves out a question before each text, and keeps it before an answer.
func TestLibrary_Questions(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Children walk to school together. ", 5)
	question := "Description of the purpose and the expected benefit"
	l := in(t, reader(t), "x", "Title,"+question+" (text),Description\nOtters,"+long+",They swim\n")
	m := []Column{{"Title", Title, ""}, {question, Text, ""}, {"Description", Text, ""}}
	for cell, want := range map[string]string{long: strings.TrimSpace(long) + " Description: They swim.", "Yes": question + ": Yes. Description: They swim."} {
		c, _, _ := l.reader.record(m, nil, []string{"Otters", cell, "They swim"})
		if c.Summary != want {
			t.Errorf("read %q, want %q", c.Summary, want)
		}
	}
}

// TestMapping_Numbered reads a table without headings as the one that the mapping was made of.
func TestMapping_Numbered(t *testing.T) {
	t.Parallel()
	o := opened(t, "Otters,They swim.\nVoles,They dig.\n")
	columns, err := Mapping{Tables: []TableMapping{{Columns: []Column{{"column 1", Title, ""}, {"column 2", Text, ""}}}}}.Columns("a.csv", o)
	if err != nil || columns[1].Field != Text {
		t.Fatalf("%+v (%v)", columns, err)
	}
	n := 0
	for range o.Rows() {
		n++
	}
	if n != 2 {
		t.Errorf("%d rows, want 2", n)
	}
}

// TestLibrary_Namibia reads NA as a country where countries are codes, and as nothing
// elsewhere.
func TestLibrary_Namibia(t *testing.T) {
	t.Parallel()
	r := reader(t)
	codes := in(t, r, "x", "Title,Country,Year\nOtters,NA,2018\nVoles,POL,NA\nMoles,DE,2019\n")
	named := in(t, r, "x", "Title,Country,Year\nOtters,NA,2018\nVoles,Poland,NA\nMoles,DE,2019\n")
	if got := codes.Cases()[0].Countries; !slices.Equal(got, []string{"NA"}) || len(codes.Report.Values) > 0 {
		t.Errorf("among codes: %q, %v", got, codes.Report.Values)
	}
	if got := named.Cases()[0].Countries; len(got) > 0 || len(named.Report.Values) > 0 {
		t.Errorf("among names: %q, %v", got, named.Report.Values)
	}
}

func TestLibrary_Duplicates(t *testing.T) {
	t.Parallel()
	r := reader(t)
	l := in(t, r, "x", "Title,Text,Country,Year,Agency\nOtters,They swim,Poland,,Town\nVoles,They dig,Poland,2018,Town\nOTTERS,They swim,Germany,2019,Town\nOtters,They swim,Poland,,City\n",
		"Title,Text\nMoles,They dig\n,\nOtters,\n")
	if want := (Counts{Rows: 6, Imported: 5, Merged: 1}); l.Report.Counts != want {
		t.Errorf("counted %+v, want %+v", l.Report.Counts, want)
	}
	if got := l.Cases()[0]; got.Year != 2019 || !slices.Equal(got.Countries, []string{"PL", "DE"}) {
		t.Errorf("merged into %+v", got)
	}
	if want := []Duplicate{{"1.csv", 4, l.Cases()[0].ID, ""}}; !reflect.DeepEqual(l.Report.Duplicates, want) {
		t.Errorf("merged %+v, want %+v", l.Report.Duplicates, want)
	}
	again := in(t, r, "x", "Title,Text,Agency\nVoles,They dig,Town\n")
	if again.Cases()[0].ID != l.Cases()[1].ID {
		t.Errorf("ids are not stable: %s and %s", again.Cases()[0].ID, l.Cases()[1].ID)
	}
}

// TestLibrary_OtherIDs tells of rows with ids of their own that are merged, before others.
func TestLibrary_OtherIDs(t *testing.T) {
	t.Parallel()
	l := in(t, reader(t), "x", "ID,Title,Text\n1,Otters,They swim\n2,Voles,They dig\n1,Otters,They swim\n4,Otters,They swim\n5,Moles,They hide\n")
	want := []Duplicate{{"1.csv", 5, "x/1", "4"}, {"1.csv", 4, "x/1", ""}}
	if r := l.Report; !reflect.DeepEqual(r.Duplicates, want) || r.OtherIDs != 1 || r.Merged != 2 {
		t.Errorf("merged %+v, want %+v", r, want)
	}
}

// TestLibrary_SameIDs keeps every case though their ids are the same, beyond what the guess
// looks at.
func TestLibrary_SameIDs(t *testing.T) {
	t.Parallel()
	var csv strings.Builder
	csv.WriteString("id,title,text\n")
	for i := range profileRows {
		fmt.Fprintf(&csv, "%d,Otter %d,It swims\n", i, i)
	}
	for i := range 5 {
		fmt.Fprintf(&csv, "7,Vole %d,It digs\n", i)
	}
	l := in(t, reader(t), "x", csv.String())
	if l.Report.Imported != profileRows+5 || len(l.Report.Values) != 1 || l.Report.Values[0].Count != 5 || !strings.Contains(l.Report.Values[0].Examples[0].What, `"7" stands in several rows`) {
		t.Errorf("%+v, %+v", l.Report.Counts, l.Report.Values)
	}
}

func TestLibrary_Refused(t *testing.T) {
	t.Parallel()
	l := in(t, reader(t), "x", "id,title,text\n1,Otters,They swim\n2,n/a,-\n3,Voles,\"They\" dig\n4,Moles,a,b\n")
	want := []Refusal{
		{"1.csv", 3, "has neither a title nor a text"},
		{"1.csv", 4, "its quotation marks do not match; inside a cell in quotation marks each must be doubled"},
		{"1.csv", 5, "has 4 cells, and the headings are 3; a cell with the sign that sets cells apart must stand in quotation marks"},
	}
	if !reflect.DeepEqual(l.Report.Refusals, want) {
		t.Errorf("refused %+v\nwant %+v", l.Report.Refusals, want)
	}
}

func TestMapping(t *testing.T) {
	t.Parallel()
	headings := []string{"Name", "Other", "Other"}
	m := Mapping{Name: "x", Tables: []TableMapping{{File: "a.csv", Columns: []Column{{"Name", Title, "heading"}, {"Other", "", ""}, {"Other", Text, "contents"}}}}}
	data, err := m.Write()
	if err != nil {
		t.Fatal(err)
	}
	back, err := ReadMapping(data)
	if err != nil || !reflect.DeepEqual(back, m) {
		t.Errorf("read back %+v (%v), want %+v", back, err, m)
	}
	for _, file := range []string{"a.csv", "b.csv"} { // the only entry is good for another file too
		if columns, err := back.For(file, "", headings); err != nil || !reflect.DeepEqual(columns, m.Tables[0].Columns) {
			t.Errorf("%s: %+v (%v)", file, columns, err)
		}
	}
	if _, err := back.For("a.csv", "", headings[:2]); err == nil || !strings.Contains(err.Error(), `has no column "Other", which the mapping takes for the text`) {
		t.Errorf("a column that is gone: %v", err)
	}
	if columns, err := back.For("a.csv", "", append(headings, "New")); err != nil || columns[3].Field != "" {
		t.Errorf("a new column: %+v (%v)", columns, err)
	}
	for data, want := range map[string]string{
		"{\n\"name\": ,": "line 2: invalid character",
		`{"nam": "x"}`:   `unknown field "nam"`,
		`{"tables": [{"columns": [{"heading": "A", "field": "titel"}]}]}`:                                     `the column "A" is "titel", which is none of id, title, text,`,
		`{"tables": [{"columns": [{"heading": "A", "field": "title"}, {"heading": "B", "field": "title"}]}]}`: `2 columns are title (["A" "B"]), and one may be`,
	} {
		if _, err := ReadMapping([]byte(data)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: said %v, want %q", data, err, want)
		}
	}
}

// TestGuess_Links takes the links of titles for the pages of cases where nothing else is.
func TestGuess_Links(t *testing.T) {
	t.Parallel()
	r := reader(t)
	linked := func(heading string, base int) *profile {
		return &profile{heading: heading, linkOf: base, rows: 2, filled: 2, distinct: 2, length: 60, addresses: 2}
	}
	plain := func(heading string) *profile {
		return &profile{heading: heading, linkOf: -1, rows: 2, filled: 2, distinct: 2, length: 20}
	}
	for name, tc := range map[string]struct {
		profiles []*profile
		want     int
	}{
		"of titles":       {[]*profile{plain("Title"), plain("Owner"), linked("Owner (link)", 1), linked("Title (link)", 0)}, 3},
		"of a link's own": {[]*profile{plain("Title"), plain("More information"), linked("Title (link)", 0), linked("More information (link)", 1)}, 3},
		"of others":       {[]*profile{plain("Title"), plain("Owner"), plain("Author"), linked("Owner (link)", 1), linked("Author (link)", 2)}, -1},
	} {
		got := slices.IndexFunc(r.guess(tc.profiles), func(c Column) bool { return c.Field == URL })
		if got != tc.want {
			t.Errorf("%s: column %d, want %d", name, got, tc.want)
		}
	}
}
