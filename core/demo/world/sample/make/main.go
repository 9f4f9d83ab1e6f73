// Command make draws, renders and writes the sample worlds that the package
// sample embeds:
//
//	go run ./core/demo/world/sample/make [-out core/demo/world/sample] [-keep]
//
// It needs ffmpeg (libx264, libopus, libmp3lame, libvpx-vp9) and cwebp. Its
// output is committed, so that building Satchel needs neither. -keep makes only
// files that are missing (after a change of conversations).
package main

import (
	"embed"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"satchel/core/demo/world/sample/make/account"
)

//go:embed content
var content embed.FS

func main() {
	out := flag.String("out", "core/demo/world/sample", "the folder of the package sample")
	keep := flag.Bool("keep", false, "make only the files that are missing")
	flag.Parse()
	if err := write(*out, *keep); err != nil {
		fmt.Fprintln(os.Stderr, "make sample:", err)
		os.Exit(1)
	}
}

func write(out string, keep bool) error {
	if err := account.Write(content, filepath.Join(out, "main"), keep); err != nil {
		return fmt.Errorf("main: %w", err)
	}
	if err := account.WriteProblems(content, filepath.Join(out, "problems"), keep); err != nil {
		return fmt.Errorf("problems: %w", err)
	}
	return nil
}
