package main

import (
	"errors"
	"flag"
	"fmt"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// options is the command line.
type options struct {
	container, task string
	image           target
	strip, inPlace  bool
	file            string
}

// program is what setimage says of itself, with flags that set o.
func (o *options) program() cli.Program {
	return cli.Program{
		Name: "setimage",
		Does: "puts a tag, a digest or a whole reference into one container of a task definition and leaves every other " +
			"byte of the file alone.",
		Calls: []string{"-container NAME (-tag TAG | -digest DIGEST | -image REF) [flags] FILE"},
		Examples: []cli.Example{
			{Does: "A new tag for the container app, to standard output", Command: "go run ./examples/setimage -container app " +
				"-tag v2 \\\n  examples/setimage/testdata/task.json"},
			{Does: "Pin the digest that was just pushed, in place", Command: "go run ./examples/setimage -container app " +
				"-digest \"$DIGEST\" -w task.json"},
			{Does: "From what runs now to what can be registered", Command: "aws ecs describe-task-definition " +
				"--task-definition NAME --include TAGS |\n" +
				"  go run ./examples/setimage -container app -tag v2 -strip - > new.json &&\n" +
				"aws ecs register-task-definition --cli-input-json file://new.json"},
		},
		Groups: []cli.Group{{Title: "Which container", Add: o.whichFlags}, {Title: "Its new " +
			"image", Add: o.imageFlags}, {Title: "The file", Add: o.fileFlags}},
		Notes: []string{"FILE may be - for standard input. What changed is told on standard error."},
		Exits: []cli.Exit{
			{Code: cli.OK, Means: "the file now says what was asked, also when it already did"},
			{Code: cli.Usage, Means: "anything else, and nothing was written"},
		},
	}
}

func (o *options) whichFlags(fs *flag.FlagSet) {
	fs.StringVar(&o.container, "container", "", "`NAME` of the container; not needed when the file holds only one")
	fs.StringVar(&o.task, "task", "", "`NAME` of the task definition, as family or CloudFormation logical id, when "+
		"several of the file hold such a container")
}

func (o *options) imageFlags(fs *flag.FlagSet) {
	fs.StringVar(&o.image.tag, "tag", "", "the new `TAG`; an old tag and an old digest go away")
	fs.StringVar(&o.image.digest, "digest", "", "the new `DIGEST`, sha256: and 64 hex digits; an old tag and an old "+
		"digest go away, unless -tag says what tag to keep")
	fs.StringVar(&o.image.whole, "image", "", "the whole new image, `REF`; the only way to replace a placeholder")
}

func (o *options) fileFlags(fs *flag.FlagSet) {
	fs.BoolVar(&o.strip, "strip", false, "make the output of describe-task-definition registrable: unwrap it and remove "+
		"the keys that register-task-definition refuses")
	fs.BoolVar(&o.inPlace, "w", false, "write into the file instead of to standard output: its owner, mode and links "+
		"stay; a read-only file is refused")
}

func parseOptions(args []string) (options, error) {
	var o options
	p := o.program()
	fs := p.Flags()
	files, err := p.Parse(fs, args)
	if err != nil {
		return o, err
	}
	if err := o.check(fs, files); err != nil {
		return o, fmt.Errorf("%w (setimage -h explains)", err)
	}
	o.file = files[0]
	return o, nil
}

func (o options) check(fs *flag.FlagSet, files []string) error {
	err := noEmptyFlag(fs)
	if err == nil {
		err = o.image.misplaced()
	}
	if err != nil {
		return err
	}
	switch {
	case len(files) == 0:
		return errors.New("name the file to change, or - for standard input")
	case len(files) > 1:
		return fmt.Errorf("one file at a time: %q and %q", cli.Redact(files[0]), cli.Redact(files[1]))
	case o.image.whole != "" && (o.image.tag != "" || o.image.digest != ""):
		return errors.New("-image is the whole reference: leave -tag and -digest out")
	case o.image == (target{}) && !o.strip:
		return errors.New("say what to set: -tag, -digest or -image")
	case o.image == (target{}) && o.container != "":
		return errors.New("-container needs -tag, -digest or -image")
	case o.inPlace && files[0] == "-":
		return errors.New("-w needs a file, standard input cannot be written")
	}
	return nil
}

// noEmptyFlag catches -tag "$TAG" where the variable is not set.
func noEmptyFlag(fs *flag.FlagSet) (err error) {
	fs.Visit(func(f *flag.Flag) {
		if f.Value.String() == "" {
			err = fmt.Errorf("-%s is empty: is a variable not set?", f.Name)
		}
	})
	return err
}
