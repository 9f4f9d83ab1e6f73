package archive

import (
	"context"
	"fmt"
	"sync"

	"github.com/klauspost/compress/dict"
	"github.com/klauspost/compress/zstd"
)

const (
	// dictionaryKey is where the dictionary is kept, among the settings.
	dictionaryKey = "zstd_dictionary"
	dictionaryID  = 1
	// dictionarySize: twice as much saved one percent more.
	dictionarySize = 64 << 10
	// dictionaryPages is how many answers the dictionary is made from; of each no
	// more than dictionarySample bytes.
	dictionaryPages  = 64
	dictionarySample = 128 << 10
)

// packer packs evidence. The first answers of an archive are packed alone; from
// them it learns a dictionary, which is kept before anything is packed with it.
type packer struct {
	mu      sync.RWMutex
	encoder *zstd.Encoder
	trained bool     // or given up
	samples [][]byte // what the dictionary will be made from
}

func newPacker(dictionary []byte) (*packer, error) {
	encoder, err := newEncoder(dictionary)
	if err != nil {
		return nil, fmt.Errorf("read the dictionary: %w: %w", ErrDamaged, err)
	}
	return &packer{encoder: encoder, trained: dictionary != nil}, nil
}

func newEncoder(dictionary []byte) (*zstd.Encoder, error) {
	options := []zstd.EOption{zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1 << 20)}
	if dictionary != nil {
		options = append(options, zstd.WithEncoderDict(dictionary))
	}
	return zstd.NewWriter(nil, options...)
}

// pack packs the bytes of one answer.
func (p *packer) pack(raw []byte) []byte {
	if len(raw) == 0 {
		return nil
	}
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.encoder.EncodeAll(raw, make([]byte, 0, len(raw)/3))
}

// learn takes an answer as an example. With the last one that is wanted it makes
// the dictionary, gives it to keep, and packs with it from then on. Without a
// dictionary everything works as well.
func (p *packer) learn(raw []byte, keep func(dictionary []byte) error) error {
	samples := p.sample(raw)
	if samples == nil {
		return nil
	}
	dictionary, err := dict.BuildZstdDict(samples, dict.Options{
		MaxDictSize: dictionarySize, HashBytes: 6, ZstdDictID: dictionaryID, ZstdLevel: zstd.SpeedDefault,
	})
	if err != nil {
		return fmt.Errorf("make a dictionary: %w", err)
	}
	encoder, err := newEncoder(dictionary)
	if err != nil {
		return fmt.Errorf("use the dictionary: %w", err)
	}
	if err := keep(dictionary); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	old := p.encoder
	p.encoder = encoder
	return old.Close()
}

// sample keeps an example and returns all of them once there are enough.
func (p *packer) sample(raw []byte) [][]byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.trained || len(raw) == 0 {
		return nil
	}
	p.samples = append(p.samples, raw[:min(len(raw), dictionarySample)])
	if len(p.samples) < dictionaryPages {
		return nil
	}
	samples := p.samples
	p.samples, p.trained = nil, true
	return samples
}

func (p *packer) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.encoder.Close()
}

// learn lets the packer learn from an answer. Failing to is no harm.
func (a *Archive) learn(ctx context.Context, raw []byte) {
	err := a.packer.learn(raw, func(dictionary []byte) error { return a.SaveValue(ctx, dictionaryKey, dictionary) })
	if err != nil {
		a.opts.Logger.Warn("answers are packed without a dictionary", "error", err)
	}
}

// newReader unpacks evidence, whether it was packed with the dictionary or before
// there was one.
func newReader(dictionary []byte) (*zstd.Decoder, error) {
	options := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxEvidence)}
	if dictionary != nil {
		options = append(options, zstd.WithDecoderDicts(dictionary))
	}
	return zstd.NewReader(nil, options...)
}
