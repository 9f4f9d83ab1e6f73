package main

import (
	"embed"
	"io/fs"

	"satchel/core/demo"
	"satchel/core/demo/world"
)

//go:embed world
var worlds embed.FS

// account is one world with a server of its own.
type account struct {
	name   string
	world  *world.World
	faults *demo.Faults
	broken []string // the rules that the client breaks on purpose, sorted
	server *demo.Server
}

// accounts are the account of world/ (two-step verification, files on several
// DCs and at the CDN), a generated one with every constructor of messages that
// the schema has, and a small one on a bad line.
func accounts() ([]*account, error) {
	folder, err := fs.Sub(worlds, "world")
	if err != nil {
		return nil, err
	}
	byHand, err := world.Open(folder)
	if err != nil {
		return nil, err
	}
	generated, err := world.Generate(1, 12_000, world.GenerateOptions{})
	if err != nil {
		return nil, err
	}
	small, err := world.Generate(2, 900, world.GenerateOptions{})
	if err != nil {
		return nil, err
	}
	faults, err := demo.ParseFaults([]byte(badLine))
	if err != nil {
		return nil, err
	}
	return []*account{{name: "by-hand", world: byHand, broken: []string{"cdn.method", "getFile.offset"}}, {name: "generated", world: generated},
		{name: "bad-line", world: small, faults: faults}}, nil
}

// badLine loses connections before and after the server acted, lets it fail,
// and asks for waits.
const badLine = `{"line": {"latency_ms": 5}, "rules": [
	{"method": "messages.getHistory", "every": 17, "do": "drop_connection"},
	{"method": "messages.getHistory", "every": 19, "do": "drop_after"},
	{"method": "messages.getHistory", "every": 23, "error": "INTERNAL", "code": 500},
	{"method": "messages.getHistory", "nth": 30, "error": "FLOOD_WAIT_1"}]}`
