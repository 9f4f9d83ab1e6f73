package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"testing"
)

// A key that stands twice is an error to some readers and a lost value to others.
func TestReadersMeetNoKeyTwice(t *testing.T) {
	_, dir := sampleArchive(t)
	if other := os.Getenv("SATCHEL_ARCHIVE"); other != "" {
		dir = other
	}
	for _, name := range []string{"result.json", "chats/chat_001/result.json", "report.json"} {
		data, err := os.ReadFile(dir + "/" + name)
		if os.IsNotExist(err) {
			continue // an archive of more than 999 chats names its folders otherwise
		}
		check(t, err)
		dec := json.NewDecoder(bytes.NewReader(data))
		check(t, noKeyTwice(dec, name))
	}
}

// noKeyTwice reads one value; path says where it stands.
func noKeyTwice(dec *json.Decoder, path string) error {
	token, err := dec.Token()
	if err != nil {
		return err
	}
	open, ok := token.(json.Delim)
	if !ok {
		return nil
	}
	seen := map[string]bool{}
	for n := 0; dec.More(); n++ {
		step := strconv.Itoa(n)
		if open == '{' {
			k, err := dec.Token()
			if err != nil {
				return err
			}
			step = k.(string)
			if seen[step] {
				return fmt.Errorf("%s: %q stands twice", path, step)
			}
			seen[step] = true
		}
		if err := noKeyTwice(dec, path+"/"+step); err != nil {
			return err
		}
	}
	_, err = dec.Token()
	return err
}
