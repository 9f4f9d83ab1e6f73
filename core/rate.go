package core

import "time"

// rateWindow is how far back a rate looks: long enough to be calm, short enough
// to follow a change of the line.
const rateWindow = 10 * time.Second

// rate measures bytes a second over a sliding window of one-second buckets.
type rate struct {
	buckets [int(rateWindow / time.Second)]int64
	newest  int64 // unix second of the newest bucket
	oldest  int64 // first second anything was added
}

func (r *rate) add(now time.Time, n int64) {
	r.advance(now.Unix())
	if r.oldest == 0 {
		r.oldest = now.Unix()
	}
	r.buckets[int(r.newest)%len(r.buckets)] += n
}

// advance empties the buckets between the newest and second.
func (r *rate) advance(second int64) {
	if second-r.newest >= int64(len(r.buckets)) {
		clear(r.buckets[:])
		r.newest = second
	}
	for r.newest < second {
		r.newest++
		r.buckets[int(r.newest)%len(r.buckets)] = 0
	}
}

func (r *rate) perSecond(now time.Time) float64 {
	if r.oldest == 0 {
		return 0
	}
	r.advance(now.Unix())
	var sum int64
	for _, n := range r.buckets {
		sum += n
	}
	span := min(int64(len(r.buckets)), now.Unix()-r.oldest+1)
	return float64(sum) / float64(max(span, 1))
}

// estimateAfter is how long a run must have gone on before a time left is worth
// showing.
const estimateAfter = 3 * time.Second

// estimate is the time left: files weigh by their bytes, messages by their count;
// the slower of the two decides, for both go on together. Zero: not known.
func estimate(s Snapshot) time.Duration {
	if s.Stage != StageSaving || s.Elapsed < estimateAfter {
		return 0
	}
	var left float64
	if rest := s.BytesExpected - s.Bytes; rest > 0 && s.BytesPerSecond > 0 {
		left = float64(rest) / s.BytesPerSecond
	}
	if rest := s.MessagesExpected - s.Messages; rest > 0 && s.Messages > 0 {
		left = max(left, float64(rest)*s.Elapsed.Seconds()/float64(s.Messages))
	}
	return time.Duration(left * float64(time.Second)).Round(time.Second)
}
