package deployflag_test

import (
	"flag"
	"io"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/deployflag"
	"github.com/stretchr/testify/require"
)

// TestFlags: what each flag says of the deployment, and what is refused.
func TestFlags(t *testing.T) {
	files := map[string]string{
		"list":   `[{"ParameterKey": "Tag", "ParameterValue": "1"}, {"ParameterKey": "Old", "UsePreviousValue": true}]`,
		"object": `{"Parameters": {"Tag": "2", "Repo": "r"}}`,
		"no":     `"text"`,
	}
	read := func(name string) (awsfile.File, error) { return awsfile.Parse(name, []byte(files[name])) }
	for _, row := range []struct {
		why        string
		args       []string
		parameters map[string]string
		previous   []string
		err        string
	}{
		{"nothing", nil, map[string]string{}, nil, ""},
		{"one parameter", []string{"-parameter", "Tag=v=1"}, map[string]string{"Tag": "v=1"}, nil, ""},
		{"one that is empty", []string{"-parameter", "Tag="}, map[string]string{"Tag": ""}, nil, ""},
		{"a file", []string{"-parameters", "list"}, map[string]string{"Tag": "1"}, []string{"Old"}, ""},
		{"the later file wins", []string{"-parameters", "list", "-parameters", "object"}, map[string]string{"Tag": "2", "Repo": "r"},
			[]string{"Old"}, ""},
		{"a parameter wins over a file behind it", []string{"-parameter", "Tag=3", "-parameters", "object"},
			map[string]string{"Tag": "3", "Repo": "r"}, nil, ""},
		{"no value", []string{"-parameter", "Tag"}, nil, nil, "write KEY=VALUE"},
		{"no key", []string{"-parameter", "=x"}, nil, nil, "write KEY=VALUE"},
		{"no file of parameters", []string{"-parameters", "no"}, nil, nil, "no: line 1: this is no file of parameters"},
		{"no account", []string{"-account", "1234"}, nil, nil, "-account 1234: write the 12 digits of the account"},
		{"no region", []string{"-region", "mars"}, nil, nil, "-region mars: write the name of a region, such as us-east-1"},
		{"a misspelled region", []string{"-region", "us-esat-1"}, nil, nil, "us-esat-1: there is no such region; did you mean us-east-1?"},
		{"a region that is new", []string{"-region", "nz-south-1"}, map[string]string{}, nil, ""},
	} {
		t.Run(row.why, func(t *testing.T) {
			var f deployflag.Flags
			fs := flag.NewFlagSet("", flag.ContinueOnError)
			fs.SetOutput(io.Discard)
			f.AddTo(fs, "not known", "not known")
			err := fs.Parse(row.args)
			if err == nil {
				err = f.Check()
			}
			var d awsfile.Deployment
			if err == nil {
				d, err = f.Deployment(read)
			}
			if row.err != "" {
				require.ErrorContains(t, err, row.err)
				return
			}
			require.NoError(t, err)
			require.Equal(t, row.parameters, d.Parameters)
			require.Equal(t, row.previous, d.Previous)
		})
	}
	f := deployflag.Flags{Account: "123456789012", Region: "cn-north-1"}
	require.NoError(t, f.Check())
	d, err := f.Deployment(read)
	require.NoError(t, err)
	require.Equal(t, "123456789012 cn-north-1", d.Account+" "+d.Region)
}
