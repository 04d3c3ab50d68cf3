package files

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrChanged means that a file has changed since it was read.
var ErrChanged = errors.New("it has changed since it was read")

var errDirectory = errors.New("it is a directory")

// Write writes a file, and creates the directories above it. Errors don't contain the name.
func Write(name string, data []byte) error {
	if name == "" || os.IsPathSeparator(name[len(name)-1]) {
		return errDirectory
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return cause(err)
	}
	return writeNamed(name, nil, data)
}

// Replace writes a file that exists, unless its content has changed since it was read.
func Replace(name, old string, data []byte) error { return writeNamed(name, &old, data) }

// ReplaceBelow writes a file below a directory, which symbolic links can't leave either, unless its content isn't the one
// that was read: nil means that the file didn't exist. It creates the directories in between.
func ReplaceBelow(dir, name string, old *string, data []byte) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return cause(err)
	}
	name = filepath.FromSlash(name)
	if old == nil {
		err = root.MkdirAll(filepath.Dir(name), 0o755)
	}
	var t *target
	if err == nil {
		t, err = below(root, name)
	}
	if err := cmp.Or(cause(err), root.Close()); err != nil {
		return err
	}
	if old == nil && t.info != nil {
		return errors.Join(ErrChanged, t.close())
	}
	return t.finish(old, data)
}

func writeNamed(name string, old *string, data []byte) error {
	if info, err := os.Stat(name); err == nil && isStream(name, info) {
		return cause(appendTo(name, info, data))
	}
	t, err := named(name)
	if err != nil {
		return cause(err)
	}
	return t.finish(old, data)
}

// isStream reports whether an existing file can't be replaced because it isn't a regular one, or because its name means an
// open file.
func isStream(name string, info fs.FileInfo) bool {
	return !info.Mode().IsRegular() || isOpenFile(name)
}

// appendTo writes to what isn't a regular file.
func appendTo(name string, info fs.FileInfo, data []byte) error {
	if info.IsDir() {
		return errDirectory
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// IsStream reports whether a name means the file that w writes to, such as /dev/stdout or the file that standard output is
// redirected into. What is meant for it belongs into w: writing it separately would overwrite what is already there.
func IsStream(name string, w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	there, errThere := os.Stat(name)
	open, errOpen := f.Stat()
	return errThere == nil && errOpen == nil && os.SameFile(there, open)
}

// Existing returns the content that writing a file would replace, and whether there is any: false for a file that is empty, is
// missing or can't be found, or isn't a regular one. Of a large file it returns only the beginning.
func Existing(name string) (string, bool, error) {
	info, err := os.Stat(name)
	if err != nil || info.Size() == 0 || isStream(name, info) {
		return "", false, nil //nolint:nilerr // writing the file says why
	}
	f, err := os.Open(name)
	if err != nil {
		return "", true, cause(err)
	}
	text, err := io.ReadAll(io.LimitReader(f, maxExisting))
	return string(text), true, cause(errors.Join(err, f.Close()))
}

// maxExisting limits what Existing reads, in bytes.
const maxExisting = 64 << 20

// cause returns an error of the file system without names, which the caller's message contains.
func cause(err error) error {
	var inPath *fs.PathError
	var inLink *os.LinkError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("no such file or directory")
	case errors.As(err, &inPath):
		return inPath.Err
	case errors.As(err, &inLink):
		return inLink.Err
	default:
		return err
	}
}
