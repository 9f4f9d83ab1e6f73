package demo

import (
	"testing"
	"time"
)

func TestTheConfigurationIsGoodByTheRealClock(t *testing.T) {
	s := start(t, Options{World: folder{"now": 1500000000}.open(t, nil)})
	before := time.Now().Unix()
	config, err := (caller{s: s, dc: 2, key: 9}).api().HelpGetConfig(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if int64(config.Date) < before || config.Expires != config.Date+3600 {
		t.Errorf("made %d, expires %d, asked %d", config.Date, config.Expires, before)
	}
}
