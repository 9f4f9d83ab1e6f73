package media

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"satchel/core/internal/model"
	"satchel/core/internal/takeout"
	"satchel/core/internal/tgconv"
)

// errGone says that the origin no longer shows the file; goneFrom says which.
var errGone = errors.New("what it was found in no longer has it")

// goneFrom is errGone of one kind of origin, in words.
type goneFrom model.OriginKind

func (g goneFrom) Is(target error) bool { return target == errGone }

func (g goneFrom) Error() string {
	switch model.OriginKind(g) {
	case model.OriginMessage:
		return "the message no longer has the file"
	case model.OriginStory:
		return "the story no longer has the file"
	case model.OriginUserPhoto:
		return "it is no longer among the profile pictures"
	case model.OriginFullUser:
		return "the profile no longer has the file"
	case model.OriginCustomEmoji:
		return "there is no such custom emoji any more"
	case model.OriginSavedMusic:
		return "it is no longer among the music on the profile"
	case model.OriginStickerSet:
		return "the set of stickers no longer has it"
	}
	return errGone.Error()
}

// renewal names what one call can renew together: the messages of all chats but
// channels, the messages of a channel, the stories of a peer, and so on.
type renewal struct {
	kind model.OriginKind
	peer model.PeerID
	id   int64 // of origins that are asked for one by one
}

func renewalOf(f model.File) renewal {
	o := f.Origin
	switch o.Kind {
	case model.OriginMessage:
		if o.Peer.Kind != model.KindChannel {
			return renewal{kind: o.Kind}
		}
	case model.OriginCustomEmoji:
		return renewal{kind: o.Kind}
	case model.OriginUserPhoto:
		return renewal{o.Kind, o.Peer, o.ID}
	case model.OriginStickerSet:
		return renewal{kind: o.Kind, id: o.Set.ID}
	}
	return renewal{kind: o.Kind, peer: o.Peer}
}

// mostTogether is how many origins one call names.
const mostTogether = 100

// renewer renews file references. Files that ask while a call is under way go
// together in the next one, and each call takes along files that wait in the lanes:
// their references are as old.
type renewer struct {
	*engine
	wake chan struct{} // one value inside: ready is to be looked at

	mu    sync.Mutex
	jobs  map[renewal]*renewJob
	ready []renewal // jobs that nobody works on yet
}

// renewJob is the renewals of one kind: a call under way, and who comes next.
type renewJob struct {
	busy bool
	next *renewBatch
}

type renewBatch struct {
	files     []model.File
	done      chan struct{}
	locations map[model.FileKey]model.Location
	err       error
}

func newRenewer(e *engine) *renewer {
	return &renewer{engine: e, wake: make(chan struct{}, 1), jobs: map[renewal]*renewJob{}}
}

// run makes the calls until ctx ends: that of the whole run, for a file that fails
// must not take others' references with it.
func (r *renewer) run(ctx context.Context) {
	var calls sync.WaitGroup
	defer calls.Wait()
	for {
		select {
		case <-r.wake:
		case <-ctx.Done():
			return
		}
		r.mu.Lock()
		ready := r.ready
		r.ready = nil
		r.mu.Unlock()
		for _, key := range ready {
			calls.Go(func() { r.work(ctx, key) })
		}
	}
}

// renew returns a location of the file with a new reference: from its origin, or, of
// a sticker whose message is gone, from its set.
// https://core.telegram.org/api/file-references
func (r *renewer) renew(ctx context.Context, f model.File) (model.Location, error) {
	l, err := r.fromOrigin(ctx, f)
	if err == nil || ctx.Err() != nil || f.Origin.Set == (model.StickerSetRef{}) {
		return l, err
	}
	if !errors.Is(err, errGone) && takeout.Classify(err) != takeout.Item {
		return l, err
	}
	f.Origin = model.Origin{Kind: model.OriginStickerSet, Set: f.Origin.Set}
	return r.fromOrigin(ctx, f)
}

func (r *renewer) fromOrigin(ctx context.Context, f model.File) (model.Location, error) {
	batch := r.join(f)
	select {
	case <-batch.done:
	case <-ctx.Done():
		return model.Location{}, context.Cause(ctx)
	}
	if batch.err != nil {
		return model.Location{}, batch.err
	}
	l, ok := batch.locations[f.Key]
	if !ok {
		return l, goneFrom(f.Origin.Kind)
	}
	return l, nil
}

// join puts a file into the batch that goes next.
func (r *renewer) join(f model.File) *renewBatch {
	key := renewalOf(f)
	r.mu.Lock()
	defer r.mu.Unlock()
	job := r.jobs[key]
	if job == nil {
		job = &renewJob{}
		r.jobs[key] = job
	}
	if job.next == nil {
		job.next = &renewBatch{done: make(chan struct{})}
	}
	job.next.files = append(job.next.files, f)
	if !job.busy {
		job.busy = true
		r.ready = append(r.ready, key)
		select {
		case r.wake <- struct{}{}:
		default:
		}
	}
	return job.next
}

// work makes the calls of one job until nobody asks any more.
func (r *renewer) work(ctx context.Context, key renewal) {
	for {
		r.mu.Lock()
		job := r.jobs[key]
		batch := job.next
		job.next = nil
		if batch == nil {
			delete(r.jobs, key)
			r.mu.Unlock()
			return
		}
		r.mu.Unlock()
		batch.locations = map[model.FileKey]model.Location{}
		for some := range slices.Chunk(batch.files, mostTogether) {
			locations, err := r.call(ctx, key, some)
			maps.Copy(batch.locations, locations)
			batch.err = errors.Join(batch.err, err)
		}
		close(batch.done)
	}
}

// call asks for the origins of the files and of those that wait, and keeps what it
// learns.
func (r *renewer) call(ctx context.Context, key renewal, files []model.File) (map[model.FileKey]model.Location, error) {
	lanes := r.allLanes()
	all := files
	for _, l := range lanes {
		all = l.waiting(all, key, mostTogether)
	}
	found, err := r.origins(ctx, key, all)
	if err != nil {
		return nil, fmt.Errorf("ask for the %s again: %w", key.kind, err)
	}
	wanted := map[model.FileKey]bool{}
	for _, f := range all {
		wanted[f.Key] = true
	}
	locations := map[model.FileKey]model.Location{}
	for _, f := range found {
		if wanted[f.File.Key] {
			locations[f.File.Key] = f.File.Location
		}
	}
	for _, l := range lanes {
		l.renewed(locations)
	}
	return locations, r.Archive.UpdateLocations(ctx, locations)
}

func (e *engine) allLanes() []*lane {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Clone(e.lanes)
}

// origins asks for what the files were found in.
func (r *renewer) origins(ctx context.Context, key renewal, files []model.File) ([]tgconv.Found, error) {
	switch key.kind {
	case model.OriginMessage:
		return r.messages(ctx, key.peer, files)
	case model.OriginStory:
		return r.stories(ctx, key.peer, files)
	case model.OriginUserPhoto:
		return r.userPhoto(ctx, key.peer, key.id)
	case model.OriginFullUser:
		return r.fullUser(ctx, key.peer)
	case model.OriginCustomEmoji:
		return r.customEmoji(ctx, files)
	case model.OriginSavedMusic:
		return r.savedMusic(ctx, key.peer, files)
	case model.OriginStickerSet:
		return r.stickerSet(ctx, files[0].Origin.Set)
	}
	return nil, goneFrom(key.kind)
}
