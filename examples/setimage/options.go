package main

import (
	"errors"
	"flag"
	"fmt"
	"io"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

const usage = `setimage puts a tag, a digest or a whole reference into one container of a
task definition and leaves every other byte of the file alone.

  setimage -container NAME (-tag TAG | -digest DIGEST | -image REF) [-strip] [-w] FILE

A new tag for the container app, to standard output:
  setimage -container app -tag v2 examples/setimage/testdata/task.json

Pin the digest that was just pushed, in place:
  setimage -container app -digest "$DIGEST" -w task.json

From what runs now to what can be registered (FILE - is standard input):
  aws ecs describe-task-definition --task-definition web --include TAGS |
    setimage -container app -tag v2 -strip - > new.json
  aws ecs register-task-definition --cli-input-json file://new.json

  -container NAME  the container; not needed when the file holds only one
  -tag TAG         the new tag; an old tag and an old digest go away
  -digest DIGEST   the new digest, sha256: and 64 hex digits; an old tag and an
                   old digest go away, unless -tag says what tag to keep
  -image REF       the whole new image; the only way to replace a placeholder
  -task NAME       family or CloudFormation logical id, when several task
                   definitions of the file hold such a container
  -strip           make the output of describe-task-definition registrable: unwrap
                   it and remove the keys that register-task-definition refuses
  -w               write into the file instead of to standard output: its owner,
                   mode and links stay; a read-only file is refused

What changed is told on standard error. Exit status: 0 the file now says what
was asked, also when it already did; 2 anything else, and nothing was written.
`

// options is the command line.
type options struct {
	container, task string
	image           target
	strip, inPlace  bool
	file            string
}

func (o *options) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("setimage", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&o.container, "container", "", "")
	fs.StringVar(&o.task, "task", "", "")
	fs.StringVar(&o.image.tag, "tag", "", "")
	fs.StringVar(&o.image.digest, "digest", "", "")
	fs.StringVar(&o.image.whole, "image", "", "")
	fs.BoolVar(&o.strip, "strip", false, "")
	fs.BoolVar(&o.inPlace, "w", false, "")
	return fs
}

func parseOptions(args []string) (options, error) {
	var o options
	fs := o.flags()
	files, err := cli.Parse(fs, args)
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
