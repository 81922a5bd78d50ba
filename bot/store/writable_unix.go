//go:build unix

package store

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// writable tells, without writing, whether this user may write to a file or a folder.
func writable(path string) error {
	if err := unix.Access(path, unix.W_OK); err != nil {
		return fmt.Errorf("%s cannot be written to: %w", path, err)
	}
	return nil
}
