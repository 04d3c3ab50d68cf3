//go:build !unix

package files

import (
	"io/fs"
	"os"
)

func hasHardLinks(fs.FileInfo) bool { return false }

func keepOwner(*os.File, fs.FileInfo) error { return nil }

func isOpenFile(string) bool { return false }
