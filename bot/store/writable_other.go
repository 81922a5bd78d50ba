//go:build !unix

package store

// writable tells, without writing, whether this user may write to a file or a folder. Here
// that cannot be known without trying.
func writable(string) error { return nil }
