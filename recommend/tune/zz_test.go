package tune
import ("testing";"fmt";"precedent/recommend";"precedent/recommend/eval";"precedent/corpus";"log/slog")
func TestZZ(t *testing.T){
	b,_:=corpus.Builtin()
	e,err:=recommend.New(slog.Default(),b.Vocabulary,b.Library,recommend.Options{})
	if err!=nil{t.Fatal(err)}
	qs,qr,_:=eval.Builtin()
	bench:=Bench{e,qs,qr}
	show:=func(name string,w recommend.Weights){
		w.Silent,w.Weak=0,0
		run,_:=bench.Run(t.Context(),w)
		rep:=eval.Measure(qs,qr,run)
		var pt,foreign,en float64; n:=0
		for _,q:=range rep.PerQuery{ if q.Lang=="pt"{pt=q.NDCG10}; if q.Kind=="foreign"{foreign+=q.NDCG10;n++}; en+=q.NDCG10}
		fmt.Printf("%-25s pt %.3f foreign %.3f all %.3f\n",name,pt,foreign/float64(n),en/float64(len(rep.PerQuery)))
	}
	show("shipped",recommend.DefaultWeights())
	for _,k:=range Knobs{ for _,v:=range k.Values{ w:=recommend.DefaultWeights(); k.Set(&w,v); show(fmt.Sprint(k.Name," ",v),w)}}
}
