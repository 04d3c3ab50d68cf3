package files

import (
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// finish replaces the file with data, unless its content isn't old; nil for any. It closes the target.
func (t *target) finish(old *string, data []byte) error {
	err := t.check(old)
	if err == nil {
		err = t.replace(data)
	}
	return errors.Join(cause(err), t.close())
}

// check returns an error if the file may not be written or isn't what was read.
func (t *target) check(old *string) error {
	if t.info == nil {
		if old != nil {
			return ErrChanged
		}
		return nil
	}
	f, err := t.dir.OpenFile(t.base, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrPermission) && old == nil {
		f, err = t.dir.OpenFile(t.base, os.O_WRONLY, 0)
	}
	if err != nil {
		return err
	}
	var now []byte
	if old != nil {
		now, err = io.ReadAll(f)
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if old != nil && string(now) != *old {
		return ErrChanged
	}
	return nil
}

// replace writes a temporary file next to the target and renames it. Where a new file could not be what the old one is, the
// content is written into the old one after all of it is in the temporary file.
func (t *target) replace(data []byte) error {
	temp, err := t.temporary(data)
	if err != nil {
		if t.info != nil && t.info.Size() == 0 && errors.Is(err, fs.ErrPermission) {
			_, err = t.inPlace(data) // the directory is read-only, and the file has nothing to lose
		}
		return err
	}
	if t.info == nil || temp.likeOld {
		err = t.dir.Rename(temp.name, t.base)
		if err == nil || t.info == nil || !errors.Is(err, syscall.EBUSY) {
			return t.discard(temp.name, err)
		}
		// A file that is mounted into a container by itself can't be renamed over.
	}
	whole, err := t.inPlace(data)
	if !whole {
		return fmt.Errorf("%w: the file is incomplete, and its new content is in %s next to it", cause(err), temp.name)
	}
	return errors.Join(err, t.dir.Remove(temp.name))
}

// discard removes a temporary file after an error.
func (t *target) discard(temp string, err error) error {
	if err != nil {
		_ = t.dir.Remove(temp) // the error says what went wrong
	}
	return err
}

// A temporary is a file with the new content.
type temporary struct {
	name string
	// likeOld is whether it has the mode, the owner and the only link of the old file.
	likeOld bool
}

// temporary writes a new file with the mode and the owner of the old one.
func (t *target) temporary(data []byte) (temporary, error) {
	temp, mode := temporary{name: ".aslcheck-" + rand.Text()[:12] + ".tmp"}, fs.FileMode(0o644)
	if t.info != nil {
		mode = 0o600
	}
	f, err := t.dir.OpenFile(temp.name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return temp, err
	}
	err = t.write(f, data)
	if err == nil && t.info != nil {
		temp.likeOld = !hasHardLinks(t.info) && keepOwner(f, t.info) == nil
		err = f.Chmod(t.info.Mode().Perm())
	}
	if err == nil {
		err = flush(f)
	}
	return temp, t.discard(temp.name, cmp.Or(err, f.Close()))
}

// flush makes sure that a file survives a power failure, where the file system can do that.
func flush(f *os.File) error {
	if err := f.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, syscall.EINVAL) {
		return err
	}
	return nil
}

// inPlace writes into the old file, and reports whether its content is wholly old or wholly new. What is longer than the old
// content comes first, because only that needs space: if there is none, the old content stays.
func (t *target) inPlace(data []byte) (whole bool, err error) {
	f, err := t.dir.OpenFile(t.base, os.O_WRONLY, 0)
	if err != nil {
		return true, err
	}
	size := t.info.Size()
	if int64(len(data)) > size {
		if err := t.write(io.NewOffsetWriter(f, size), data[size:]); err != nil {
			shortened := f.Truncate(size)
			return shortened == nil, errors.Join(cause(err), f.Close())
		}
	}
	err = t.write(io.NewOffsetWriter(f, 0), data[:min(int64(len(data)), size)])
	if err == nil {
		err = f.Truncate(int64(len(data)))
	}
	if err == nil {
		err = flush(f)
	}
	err = cmp.Or(err, f.Close())
	return err == nil, err
}
