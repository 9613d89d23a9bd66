package main

import (
	"fmt"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/seed-293f0d42/ecrkit/examples/internal/tree"
)

// change returns the file as the options want it, and what to tell the user.
func change(name string, data []byte, o options) (out []byte, report []string, err error) {
	f, err := awsfile.Parse(name, data)
	if err == nil {
		err = editable(f, o)
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
func editable(f awsfile.File, o options) error {
	switch {
	case o.strip && !isJSON(f):
		return fmt.Errorf("%s: -strip is for what the AWS CLI prints as JSON", f.Name)
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
	value := f.Root.At(c.Image.Where.Pointer)
	old, put := c.Image.Value, o.image.from
	switch pattern := literal(value); {
	case o.image.whole != "" || value.Is(tree.String):
	case pattern == nil:
		return nil, nil, fmt.Errorf(
			"%s: %q comes from elsewhere in the template: change it there, or replace the whole image with -image%s",
			at,
			shown(old),
			why(c),
		)
	default:
		value, old, put = pattern, pattern.Text, o.image.inPattern
	}
	image, err := put(old)
	switch {
	case err != nil:
		return nil, nil, fmt.Errorf("%s: %w%s", at, err, why(c))
	case value.Is(tree.String) && value.Text == image:
		return nil, []string{fmt.Sprintf("%s: already %s, image not changed", at, image)}, nil
	case value.End == 0:
		return nil, nil, fmt.Errorf(
			"%s: this text runs over lines or is a function in its long form, and is not changed: write it on one line",
			at,
		)
	}
	e := edit{value.Start, value.End, quoted(f, value, image)}
	return []edit{e}, []string{fmt.Sprintf("%s: %s -> %s", at, shown(old), image)}, nil
}

// why says what is not known of an image that cannot be changed.
func why(c awsfile.Container) string {
	if len(c.Image.Gaps) == 0 {
		return ""
	}
	return fmt.Sprintf(" (%s: %s)", c.Image.Gaps[0].Where, c.Image.Gaps[0].Why)
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
