package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"satchel/core/demo/world"
)

// workload is what everybody downloads, 256 MB: 1 x 96 MiB, 4 x 24 MiB, 24 x 2 MiB
// and 160 x 100 KB, mingled as `make bench` mingles them.
func workload() (sizes []int) {
	for i := range 189 {
		size := 100_000
		switch {
		case i == 10:
			size = 96 << 20
		case i%40 == 5 && i < 160:
			size = 24 << 20
		case i%7 == 3 && i < 182:
			size = 2 << 20
		}
		sizes = append(sizes, size)
	}
	return sizes
}

func total(sizes []int) (n int64) {
	for _, size := range sizes {
		n += int64(size)
	}
	return n
}

func nameOf(i int) string { return fmt.Sprintf("file%04d.bin", i) }

// describe is the world.json of an account with one channel that has a message
// with a document for each size.
func describe(layer int, sizes []int) ([]byte, error) {
	type object = map[string]any
	channel := object{"_": "peerChannel", "channel_id": "1002"}
	var messages, files []any
	for i, size := range sizes {
		id := strconv.Itoa(1000 + i)
		messages = append(messages, object{"_": "message", "id": i + 1, "peer_id": channel, "date": 1_700_000_000 + 60*i, "message": "",
			"media": object{"_": "messageMediaDocument", "document": object{"_": "document", "id": id, "date": 1_700_000_000,
				"mime_type": "application/octet-stream", "size": strconv.Itoa(size),
				"attributes": []any{object{"_": "documentAttributeFilename", "file_name": nameOf(i)}}}}})
		files = append(files, object{"document": id, "size": size, "seed": 1000 + i, "dc": 2})
	}
	return json.Marshal(object{
		"layer": layer, "now": 1_701_000_000, "phone": "+9996612345", "code": "12345",
		"self": object{"_": "user", "self": true, "id": "1", "access_hash": "5001", "first_name": "Me", "phone": "9996612345"},
		"full_user": object{"_": "userFull", "id": "1", "common_chats_count": 0, "settings": object{"_": "peerSettings"},
			"notify_settings": object{"_": "peerNotifySettings"}},
		"chats": []any{object{"_": "channel", "id": "1002", "access_hash": "5002", "title": "Files", "broadcast": true, "username": "files",
			"photo": object{"_": "chatPhotoEmpty"}, "date": 1_700_000_000}},
		"dialogs": []any{object{"peer": channel}}, "messages": messages, "files": files,
	})
}

// worldFolder writes a world into a new folder below dir.
func worldFolder(dir string, layer int, sizes []int) (string, error) {
	doc, err := describe(layer, sizes)
	if err != nil {
		return "", err
	}
	at := filepath.Join(dir, fmt.Sprintf("world-%d", layer))
	if err := os.Mkdir(at, 0o700); err != nil {
		return "", err
	}
	return at, os.WriteFile(filepath.Join(at, "world.json"), doc, 0o600)
}

// hashes are the SHA-256 of the files of a world of this build's layer, by name.
func hashes(folder string, sizes []int) (map[string]string, error) {
	w, err := world.Open(os.DirFS(folder))
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for i, size := range sizes {
		f, ok := w.File(world.FileKey{Document: int64(1000 + i)})
		if !ok {
			return nil, fmt.Errorf("the world has no file %s", nameOf(i))
		}
		if out[nameOf(i)], err = hash(io.NewSectionReader(f.Open(), 0, int64(size))); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func hash(r io.Reader) (string, error) {
	sum := sha256.New()
	if _, err := io.Copy(sum, r); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// matching counts the files below dir that are the world's by name and bytes; each
// counts once.
func matching(dir string, want map[string]string) (int, error) {
	same := map[string]bool{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || want[d.Name()] == "" {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		sum, err := hash(f)
		if err == nil && sum == want[d.Name()] {
			same[d.Name()] = true
		}
		return err
	})
	return len(same), err
}
