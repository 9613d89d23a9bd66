package cli

import (
	"errors"
	"flag"
	"fmt"
)

// Parse reads the flags, wherever they stand among the names, and returns the
// names. A name that begins with - is no file, but for - itself: standard input.
// An error says which flag prints the help.
func Parse(fs *flag.FlagSet, args []string) (names []string, err error) {
	for {
		if err := fs.Parse(args); err != nil {
			return nil, explain(fs, err)
		}
		if fs.NArg() == 0 {
			return names, nil
		}
		name := fs.Arg(0)
		if len(name) > 1 && name[0] == '-' { // it stood behind --
			return nil, explain(fs, fmt.Errorf("a file called %s is written ./%s", name, name))
		}
		names, args = append(names, name), fs.Args()[1:]
	}
}

func explain(fs *flag.FlagSet, err error) error {
	if errors.Is(err, flag.ErrHelp) {
		return err
	}
	return fmt.Errorf("%w (%s -h explains)", err, fs.Name())
}
