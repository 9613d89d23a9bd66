package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
)

func main() {
	root := flag.String("root", "../..", "the root of the repository")
	short := flag.Bool("quick", false, "run each row once")
	write := flag.Bool("write", false, "write docs/speed.md and its plots")
	flag.Parse()
	e := thorough
	if *short {
		e = quick
	}
	files, err := report(e, *root)
	if err != nil {
		log.Fatal(err)
	}
	if !*write {
		fmt.Print(files["speed.md"])
		return
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(*root, "docs", name), []byte(text), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// report measures everything and returns the page and its plots, by name.
func report(e effort, root string) (map[string]string, error) {
	results, err := beside(e)
	if err != nil {
		return nil, err
	}
	curves, err := growing(e, root)
	if err != nil {
		return nil, err
	}
	files := map[string]string{"speed.md": page(results, curves), "speed-peers.svg": ratioPlot(results)}
	for _, p := range plots {
		files[p.file] = p.draw(curves)
	}
	return files, nil
}
