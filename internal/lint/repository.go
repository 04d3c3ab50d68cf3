package lint

import (
	"os"
	"path"
	"path/filepath"
	"strings"
)

// maxUp limits how many directories are looked at above another one.
const maxUp = 64

// parent returns the directory above one, with slashes.
func parent(dir string) string {
	switch {
	case path.IsAbs(dir) || filepath.IsAbs(filepath.FromSlash(dir)):
		return path.Dir(dir)
	case dir == "." || dir == ".." || strings.HasSuffix(dir, "/.."):
		return path.Join(dir, "..")
	default:
		return path.Dir(dir)
	}
}

// repository returns the directory of the repository that a directory is in, which has .git; "" for none.
func (f folder) repository(dir string) string {
	for range maxUp {
		if _, err := os.Lstat(f.at(filepath.FromSlash(path.Join(dir, ".git")))); err == nil {
			return dir
		}
		up := parent(dir)
		if up == dir {
			break
		}
		dir = up
	}
	return ""
}

// searched returns the directories where the settings of a directory may be, nearest first: those up to the current one and
// then up to the top of the repository. For a directory elsewhere it is that one, or those up to the top of its repository.
func (f folder) searched(dir string) []string {
	dirs := []string{dir}
	here := filepath.IsLocal(filepath.FromSlash(dir))
	for here && dir != "." {
		dir = path.Dir(dir)
		dirs = append(dirs, dir)
	}
	top := f.repository(dir)
	for top != "" && dir != top {
		dir = parent(dir)
		dirs = append(dirs, dir)
	}
	return dirs
}

// otherNames are names that people give to files of settings, which aslcheck doesn't read.
var otherNames = []string{".aslcheck.yml", "aslcheck.yaml", "aslcheck.yml", ".aslcheck.json"}

// misnamed notes that a directory has a file that looks like settings and isn't read.
func (p *Project) misnamed(dir string) {
	for _, name := range otherNames {
		shown := path.Join(dir, name)
		if _, err := os.Lstat(p.from().at(filepath.FromSlash(shown))); err == nil {
			p.notices = append(p.notices, shown+" is not read: settings are in "+ConfigName)
		}
	}
}
