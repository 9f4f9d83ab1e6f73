package core

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"time"
)

// figure prints a result; up says that more is better.
func figure(name string, value float64, unit string, target float64, up bool) {
	word := "ok"
	if up && value < target || !up && value > target {
		word = "short"
	}
	fmt.Printf("bench %s %.1f %s target %.1f %s\n", name, value, unit, target, word)
}

// median runs f as often as SATCHEL_BENCH says (3).
func median(f func() float64) float64 {
	n := 3
	if s, err := strconv.Atoi(os.Getenv("SATCHEL_BENCH")); err == nil {
		n = s
	}
	var values []float64
	for range n {
		values = append(values, f())
	}
	return middle(values)
}

func middle(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

// cpuSeconds is what this process has used.
func cpuSeconds() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

// cpuPerGB is the seconds of all cores that f takes for each GB of the files.
func cpuPerGB(files []mediaFile, f func()) float64 {
	before := cpuSeconds()
	f()
	return (cpuSeconds() - before) / (total(files) / 1e9)
}

// heapPeak samples the memory in use while f runs; it returns how far it rose, in
// MB.
func heapPeak(f func()) float64 {
	read := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapInuse + m.StackInuse
	}
	runtime.GC()
	base, peak := read(), uint64(0)
	stop := make(chan struct{})
	var sampler sync.WaitGroup
	sampler.Go(func() {
		tick := time.NewTicker(50 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				peak = max(peak, read())
			case <-stop:
				return
			}
		}
	})
	f()
	close(stop)
	sampler.Wait()
	return float64(max(peak, base)-base) / 1e6
}
