package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
)

// Program is what a program says of itself on its command line.
type Program struct {
	Name     string
	Does     string    // what it is for, in a sentence or two
	Calls    []string  // how it is called, such as "[flags] FILE"
	Examples []Example // from the root of the repository
	Groups   []Group   // its flags, but for -h and -version
	Hook     string    // the flag behind which a commit hook passes names of files; "" is none
	Notes    []string  // paragraphs behind the flags
	Exits    []Exit
}

// Example is a command to paste. A command of several lines ends each but the
// last in " \".
type Example struct{ Does, Command string }

// Group is flags that belong together.
type Group struct {
	Title string
	Add   func(*flag.FlagSet)
}

// Exit is an exit code and what it means.
type Exit struct {
	Code  int
	Means string
}

// Answer is an error that is none: the command line asked for this text, and for
// nothing else.
type Answer string

func (a Answer) Error() string { return string(a) }

// Answered prints the text that a command line asked for with -h or -version,
// and reports whether err is one.
func Answered(err error, stdout io.Writer) bool {
	var a Answer
	if !errors.As(err, &a) {
		return false
	}
	fmt.Fprint(stdout, string(a))
	return true
}

// Flags returns the flags of all groups in one set.
func (p Program) Flags() *flag.FlagSet {
	fs := flag.NewFlagSet(p.Name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	for _, g := range p.Groups {
		g.Add(fs)
	}
	fs.Bool("version", false, "")
	return fs
}

// Parse reads the flags, wherever they stand among the names, and returns the
// names. A name that begins with - is no file, but for - itself: standard input.
// An error says which flag prints the help; -h and -version are an Answer, unless
// a hook passed names.
func (p Program) Parse(fs *flag.FlagSet, args []string) (names []string, err error) {
	if err := p.checkHook(args); err != nil {
		return nil, err
	}
	names, err = p.parse(fs, args)
	return names, p.checked(err, args)
}

func (p Program) parse(fs *flag.FlagSet, args []string) (names []string, err error) {
	for {
		if err := fs.Parse(args); err != nil {
			return nil, p.explain(fs, err)
		}
		if fs.Lookup("version").Value.String() == "true" {
			return nil, Answer(p.Name + " " + version() + "\n")
		}
		if fs.NArg() == 0 {
			return names, nil
		}
		name := fs.Arg(0)
		if len(name) > 1 && name[0] == '-' { // it stood behind --
			return nil, p.explain(fs, fmt.Errorf("a file called %s is written ./%s", name, name))
		}
		names, args = append(names, name), fs.Args()[1:]
	}
}

// Fail prints an error and returns the exit code Usage.
func (p Program) Fail(stderr io.Writer, err error) int {
	p.Tell(stderr, Reason(err))
	return Usage
}

// Tell prints a line that is not of the output, for whoever watches: it begins
// with the name of the program.
func (p Program) Tell(stderr io.Writer, text string) {
	fmt.Fprintln(stderr, Wrap(p.Name+": "+text, Width(stderr)))
}

func (p Program) explain(fs *flag.FlagSet, err error) error {
	if errors.Is(err, flag.ErrHelp) {
		return Answer(p.Help())
	}
	return fmt.Errorf("%s (%s -h explains)", flagReason(fs, err.Error()), p.Name)
}

// flagReason says in our words what package flag found wrong. It has no types
// for that.
func flagReason(fs *flag.FlagSet, text string) string {
	if name, ok := strings.CutPrefix(text, "flag provided but not defined: -"); ok {
		return "there is no flag -" + Printable(name) + didYouMean("-", name, flagNames(fs))
	}
	if name, ok := strings.CutPrefix(text, "flag needs an argument: -"); ok {
		return "-" + name + " needs a value behind it: " + valueName(fs, name)
	}
	if value, rest, ok := cutQuoted(text, "invalid value "); ok {
		name, why, _ := strings.Cut(strings.TrimPrefix(rest, " for flag -"), ": ")
		if why == "parse error" {
			why = "that is no " + valueName(fs, name) + exampleOf(fs, name)
		}
		return "-" + name + " " + Printable(value) + ": " + why
	}
	if value, rest, ok := cutQuoted(text, "invalid boolean value "); ok {
		name, _, _ := strings.Cut(strings.TrimPrefix(rest, " for -"), ": ")
		return "-" + name + " stands alone: leave out =" + Printable(value)
	}
	return text
}
