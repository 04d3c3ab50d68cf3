//go:build unix

package files

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

func hasHardLinks(info fs.FileInfo) bool {
	st, ok := info.Sys().(*syscall.Stat_t)
	return ok && st.Nlink > 1
}

// keepOwner gives a file the owner and the group of another one.
func keepOwner(f *os.File, old fs.FileInfo) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	want, okWant := old.Sys().(*syscall.Stat_t)
	have, okHave := info.Sys().(*syscall.Stat_t)
	if !okWant || !okHave || want.Uid == have.Uid && want.Gid == have.Gid {
		return nil
	}
	return f.Chown(int(want.Uid), int(want.Gid))
}

// isOpenFile reports whether a name means a file that a process has open.
func isOpenFile(name string) bool {
	full, err := filepath.Abs(name)
	if err != nil {
		return false
	}
	return full == "/dev/stdout" || full == "/dev/stderr" || strings.HasPrefix(full, "/dev/fd/") || strings.HasPrefix(full, "/proc/")
}
