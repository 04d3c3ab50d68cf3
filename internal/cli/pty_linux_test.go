package cli

import (
	"fmt"
	"os"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"github.com/aslcheck/aslcheck/internal/report"
)

// openTerminal returns both ends of a new terminal of 80 columns: what a person sees and types, and what a command is started with.
func openTerminal(t *testing.T) (person, command *os.File) {
	t.Helper()
	person, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("no pseudo-terminals: %v", err)
	}
	var number, locked uint32
	size := [4]uint16{24, 80}
	for _, call := range []struct {
		request uintptr
		arg     unsafe.Pointer
	}{{syscall.TIOCGPTN, unsafe.Pointer(&number)}, {syscall.TIOCSPTLCK, unsafe.Pointer(&locked)}, {syscall.TIOCSWINSZ, unsafe.Pointer(&size)}} {
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, person.Fd(), call.request, uintptr(call.arg)); errno != 0 {
			t.Fatalf("ioctl %x: %v", call.request, errno)
		}
	}
	command, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudo-terminals: %v", err)
	}
	t.Cleanup(func() {
		_ = command.Close()
		_ = person.Close()
	})
	return person, command
}

// TestProgressOnTerminal shows the progress on standard error, which is guarded, and takes the width of the terminal.
func TestProgressOnTerminal(t *testing.T) {
	person, command := openTerminal(t)
	a := &app{stderr: report.Guard(command), getenv: func(string) string { return "" }}
	p := a.progress(10, "cases")
	p.next = time.Time{}
	p.step()
	want := "\r████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  10%  1 of 10 cases\x1b[K"
	got := make([]byte, len(want))
	if n, err := person.Read(got); err != nil || string(got[:n]) != want {
		t.Errorf("shown %q, %v", got[:n], err)
	}
	a.getenv = func(string) string { return "dumb" }
	if p := a.progress(10, "cases"); p.out != nil {
		t.Error("shown on a dumb terminal")
	}
}
