package analysis

import (
	"maps"
	"slices"
)

func Mapped[T any](list []T, f func(T) string) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = f(x)
	}
	return out
}

// Unique drops repetitions, keeping the first of each.
func Unique(list []string) []string {
	var out []string
	for _, s := range list {
		out = AppendNew(out, s)
	}
	return out
}

func SortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func AppendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
