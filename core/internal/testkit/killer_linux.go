package testkit

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Renames and Syncs are the system calls that make a name, or bytes, durable.
var (
	Renames = []uint64{unix.SYS_RENAMEAT, unix.SYS_RENAMEAT2}
	Syncs   = []uint64{unix.SYS_FSYNC, unix.SYS_FDATASYNC}
)

// ErrNoTracing says that this system does not let a process trace its child.
var ErrNoTracing = errors.New("a child cannot be traced here")

// KillAt runs a program and ends it with SIGKILL at its n-th passing through the
// named system calls, of all its threads: each call has two, before it is made and
// after. It reports whether it came so far, and else the exit code and how often
// it passed.
func KillAt(n int, calls []uint64, argv, env []string) (Killed, error) {
	type answer struct {
		k   Killed
		err error
	}
	done := make(chan answer)
	go func() {
		// Only the thread that started the child may trace it; it ends with the goroutine.
		runtime.LockOSThread()
		t := tracer{n: n, calls: calls, known: map[int]bool{}, inside: map[int]bool{}}
		err := t.run(argv, env)
		done <- answer{t.result, err}
	}()
	a := <-done
	return a.k, a.err
}

// Killed is the end of a program under KillAt.
type Killed struct {
	Cut    bool
	Exit   int // when it was not cut
	Passed int
}

// tracer follows one program and its threads.
type tracer struct {
	n      int
	calls  []uint64
	pid    int
	known  map[int]bool // threads that were seen
	inside map[int]bool // threads in one of the calls
	result Killed
}

func (t *tracer) run(argv, env []string) error {
	pid, err := syscall.ForkExec(argv[0], argv, &syscall.ProcAttr{
		Env: env, Files: []uintptr{os.Stdin.Fd(), os.Stdout.Fd(), os.Stderr.Fd()}, Sys: &syscall.SysProcAttr{Ptrace: true},
	})
	if errors.Is(err, unix.EPERM) || errors.Is(err, unix.ENOSYS) {
		return fmt.Errorf("%w: %w", ErrNoTracing, err)
	}
	if err != nil {
		return fmt.Errorf("start %s: %w", argv[0], err)
	}
	t.pid, t.known[pid] = pid, true
	var ws unix.WaitStatus
	if _, err := unix.Wait4(pid, &ws, unix.WALL, nil); err != nil {
		return fmt.Errorf("wait for %s: %w", argv[0], err)
	}
	const options = unix.PTRACE_O_TRACECLONE | unix.PTRACE_O_TRACESYSGOOD | unix.PTRACE_O_EXITKILL
	if err := unix.PtraceSetOptions(pid, options); err != nil {
		return fmt.Errorf("%w: %w", ErrNoTracing, err)
	}
	if err := unix.PtraceSyscall(pid, 0); err != nil {
		return fmt.Errorf("%w: %w", ErrNoTracing, err)
	}
	return t.follow()
}

// follow goes from stop to stop until the program has ended.
func (t *tracer) follow() error {
	for {
		var ws unix.WaitStatus
		tid, err := unix.Wait4(-1, &ws, unix.WALL|unix.WNOTHREAD, nil)
		switch {
		case errors.Is(err, unix.EINTR):
		case err != nil:
			return fmt.Errorf("wait for a stop: %w", err)
		case ws.Exited() || ws.Signaled():
			if tid == t.pid {
				t.result.Exit = ws.ExitStatus()
				return nil
			}
		case ws.Stopped():
			if err := t.stopped(tid, ws); err != nil {
				return err
			}
		}
	}
}

// stopped looks at a stop of a thread and lets it go on.
func (t *tracer) stopped(tid int, ws unix.WaitStatus) error {
	sig := ws.StopSignal()
	switch {
	case sig == unix.SIGTRAP|0x80:
		sig = 0
		if t.passes(tid) {
			if t.result.Passed++; t.result.Passed == t.n {
				t.result.Cut = true
				return unix.Kill(t.pid, unix.SIGKILL)
			}
		}
	case sig == unix.SIGTRAP, sig == unix.SIGSTOP && !t.known[tid]:
		sig = 0 // a thread was born
	}
	t.known[tid] = true
	if err := unix.PtraceSyscall(tid, int(sig)); err != nil && !errors.Is(err, unix.ESRCH) {
		return fmt.Errorf("go on: %w", err)
	}
	return nil
}

// syscallInfo is the kernel's struct ptrace_syscall_info at the entry of a call.
type syscallInfo struct {
	op     uint8
	_      [3]uint8
	_      uint32
	_, _   uint64
	number uint64
	_      [7]uint64
}

// passes reports whether the thread stands before or after one of the calls. What
// it stands after is not told, so that each call is remembered.
func (t *tracer) passes(tid int) bool {
	const getSyscallInfo, entry = 0x420e, 1
	var info syscallInfo
	_, _, errno := unix.Syscall6(unix.SYS_PTRACE, getSyscallInfo, uintptr(tid), unsafe.Sizeof(info), uintptr(unsafe.Pointer(&info)), 0, 0)
	if errno != 0 {
		return false
	}
	if info.op == entry {
		t.inside[tid] = slices.Contains(t.calls, info.number)
	}
	return t.inside[tid]
}
