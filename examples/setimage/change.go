package main

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

// change returns the file as the options want it, and what to tell the user.
func change(name string, data []byte, o options) (out []byte, report []string, err error) {
	f, err := awsfile.Parse(name, data)
	if err == nil {
		err = editable(f)
	}
	if err != nil {
		return nil, nil, err
	}
	edits, report, err := setImage(f, o)
	if err != nil {
		return nil, nil, err
	}
	more, lines, err := strip(f, o)
	if err != nil {
		return nil, nil, err
	}
	return apply(data, append(edits, more...)), append(report, lines...), nil
}

// editable refuses what cannot be changed byte for byte.
func editable(f awsfile.File) error {
	switch {
	case f.Root.End == 0:
		return fmt.Errorf("%s: YAML is not changed, only JSON: make the image a template parameter, or convert the file first (yq -o json)", f.Name)
	case f.Root.Get("planned_values") != nil, f.Root.Get("values") != nil:
		return fmt.Errorf("%s: the output of terraform show is not changed: change the image in the Terraform configuration", f.Name)
	}
	return nil
}

// setImage returns the edit that puts the new image in, if one is asked for.
func setImage(f awsfile.File, o options) ([]edit, []string, error) {
	if o.image == (target{}) {
		return nil, nil, nil
	}
	c, err := choose(f, o)
	if err != nil {
		return nil, nil, err
	}
	at := fmt.Sprintf("%s: %s", c.Image.Where, label(c))
	image, err := o.image.from(c.Image.Value)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", at, err)
	}
	value := f.Root.At(c.Image.Where.Pointer)
	if value.Text == image {
		return nil, []string{fmt.Sprintf("%s: already %s, image not changed", at, image)}, nil
	}
	e := edit{value.Start, value.End, quote(image)}
	return []edit{e}, []string{fmt.Sprintf("%s: %s -> %s", at, shown(c.Image.Value), image)}, nil
}

// shown is the text of an image for a message.
func shown(image string) string { return cli.Printable(cli.Redact(image)) }

// label names a container of a file that may not name it (imageDetail.json).
func label(c awsfile.Container) string {
	if c.Name == "" {
		return "the image"
	}
	return cli.Printable(c.Name)
}
