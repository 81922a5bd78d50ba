package analysis

import (
	"maps"
	"slices"
)

// Mapped is what f makes of each of a list.
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

// SortedKeys are the keys of a map in the order of the alphabet.
func SortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// AppendNew adds a word to a list that does not have it.
func AppendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
