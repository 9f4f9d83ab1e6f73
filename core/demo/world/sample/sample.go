// Package sample embeds the two worlds that Satchel brings along: the account
// of an invented potter in Leith, for "Try it with a sample account", and a
// small one with one of each problem (problems/README.md lists them).
//
// Both are folders in the format of package world: world.json, messages.jsonl
// and files/. The program in make/ draws and writes them; its output is
// committed. Every person, number and place of business in them is invented;
// telephone numbers are of ranges kept for fiction.
package sample

import (
	"embed"
	"io/fs"
)

//go:embed main problems
var worlds embed.FS

// Main is the folder of the sample account; it exports without a problem.
func Main() fs.FS { return part("main") }

// Problems is the folder of an account with one of each problem.
func Problems() fs.FS { return part("problems") }

func part(name string) fs.FS {
	sub, err := fs.Sub(worlds, name)
	if err != nil {
		panic(err) // the names are those of the embed line
	}
	return sub
}
