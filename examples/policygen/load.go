package main

import (
	"fmt"
	"io"
	"os"
	"path"
	"slices"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
)

// use is an image of a private registry with who pulls it.
type use struct {
	ref    ecrref.Ref
	puller principal
}

// input is what the policies have to allow, with what was noticed on the way.
type input struct {
	uses  []use
	notes []note
}

// note is something to tell that is no policy, with the exit code that it means.
type note struct {
	code int
	text string
}

func (in *input) note(code int, format string, args ...any) {
	n := note{code, fmt.Sprintf(format, args...)}
	if !slices.Contains(in.notes, n) {
		in.notes = append(in.notes, n)
	}
}

func (in *input) noteWarnings(docs []document) {
	for _, d := range docs {
		if d.Warning != "" {
			in.note(cli.OK, "policy for %s: %s", d.For, d.Warning)
		}
	}
}

// exitCode is the worst of the notes: certain failure, then what was left out.
func (in input) exitCode() int {
	code := cli.OK
	for _, n := range in.notes {
		if n.code == cli.Found || n.code == cli.Undecided && code == cli.OK {
			code = n.code
		}
	}
	return code
}

// load reads the arguments: files, and everything else as an image.
func (o options) load(stdin io.Reader) (input, error) {
	var in input
	var err error
	files := cli.Input{Stdin: stdin}
	if o.deployment, err = o.deployed.Deployment(reader(&files)); err != nil {
		return in, err
	}
	given := make([]*awsfile.File, len(o.args)) // nil is an image
	for i, arg := range o.args {
		if !isFile(arg) {
			continue
		}
		f, err := reader(&files)(arg)
		if err != nil {
			return input{}, err
		}
		if given[i] = &f; f.IsDeployed() {
			o.deployment.Together = append(o.deployment.Together, f.Root)
		}
	}
	for i, arg := range o.args {
		if given[i] == nil {
			in.addImage(awsfile.String{Value: arg}, o.pullers(awsfile.String{}, nil, &in))
			continue
		}
		if err := o.addTasks(&in, *given[i]); err != nil {
			return input{}, err
		}
	}
	for _, name := range o.snapshots {
		if err := o.loadSnapshot(&in, &files, name); err != nil {
			return input{}, err
		}
	}
	return in, cloudformation.CheckNames(o.deployment.Together, o.deployment.Parameters)
}

// isFile tells a file from a reference: it exists, or is named like one.
func isFile(arg string) bool {
	if _, err := os.Stat(arg); err == nil || arg == "-" {
		return true
	}
	if _, err := ecrref.Parse(arg); err == nil {
		return false
	}
	return slices.Contains([]string{".json", ".yaml", ".yml", ".template"}, path.Ext(arg))
}

// reader reads the file that an argument names.
func reader(files *cli.Input) func(name string) (awsfile.File, error) {
	return func(name string) (awsfile.File, error) {
		shown, data, err := files.Read(name)
		if err != nil {
			return awsfile.File{}, err
		}
		return awsfile.Parse(shown, data)
	}
}

func (o options) addTasks(in *input, f awsfile.File) error {
	if err := cloudformation.CheckParameters(f.Root, o.deployment.Parameters); err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	stack, err := awsfile.Read(f, o.deployment)
	if err == nil && len(stack.Tasks) == 0 {
		_, err = awsfile.TaskDefinitions(f, o.deployment) // says what the file holds instead
	}
	for _, t := range stack.Tasks {
		o.addTask(in, t, stack.Roles)
	}
	return err
}

// addTask adds the images of a task definition. Who pulls matters only where one of
// them is in a private registry.
func (o options) addTask(in *input, t awsfile.TaskDefinition, made []awsfile.Role) {
	isPrivate := func(c awsfile.Container) bool { _, ok := new(input).readImage(c.Image); return ok }
	var pullers []principal
	if slices.ContainsFunc(t.Containers, isPrivate) {
		pullers = o.pullers(t.ExecutionRoleARN, made, in)
	}
	for _, c := range t.Containers {
		in.addImage(c.Image, pullers)
	}
}

// addImage keeps an image of a private registry and says what became of others.
func (in *input) addImage(image awsfile.String, pullers []principal) {
	ref, ok := in.readImage(image)
	if !ok {
		return
	}
	for _, p := range pullers {
		switch u := (use{ref, p}); {
		case p.partition != "" && p.partition != ref.Registry().Partition():
			in.note(cli.Found, "%s: %s is in partition %s and the image in %s: no policy reaches across, copy the image",
				ref, p, p.partition, ref.Registry().Partition())
		case !slices.Contains(in.uses, u):
			in.uses = append(in.uses, u)
		}
	}
}
