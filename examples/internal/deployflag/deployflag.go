// Package deployflag holds the flags that say how templates and plans are deployed:
// -parameter, -parameters, -account and -region, alike in every program.
package deployflag

import (
	"errors"
	"flag"
	"fmt"
	"regexp"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/internal/cloudformation"
	"github.com/seed-293f0d42/ecrkit/examples/internal/region"
)

// Flags are the values of the flags. The zero Flags say nothing of the deployment.
type Flags struct {
	Account, Region string
	parameters      []pair
	files           []string // of parameters, which -parameter replaces
}

type pair struct{ key, value string }

// AddTo adds the flags to a set. NoAccount and noRegion say what the program makes of
// an account and of a region that is not given.
func (f *Flags) AddTo(fs *flag.FlagSet, noAccount, noRegion string) {
	fs.Func("parameter", "`KEY=VALUE` of a parameter of the CloudFormation templates, in place of its default, repeatable", f.addParameter)
	fs.Func("parameters", "`FILE` of such parameters, as aws cloudformation create-stack --parameters file://… and CodePipeline take it",
		func(name string) error { f.files = append(f.files, name); return nil })
	fs.StringVar(&f.Account, "account", "", "`ID` of the account that templates and plans are deployed in (default: "+noAccount+")")
	fs.StringVar(&f.Region, "region", "", "`REGION` that they are deployed in (default: "+noRegion+")")
}

func (f *Flags) addParameter(s string) error {
	key, value, ok := strings.Cut(s, "=")
	if !ok || key == "" {
		return errors.New("write KEY=VALUE")
	}
	f.parameters = append(f.parameters, pair{key, value})
	return nil
}

var accountID = regexp.MustCompile(`^[0-9]{12}$`)

// Check says what no account or region can be.
func (f *Flags) Check() error {
	switch {
	case f.Account != "" && !accountID.MatchString(f.Account):
		return fmt.Errorf("-account %s: write the 12 digits of the account", f.Account)
	case f.Region != "" && cloudformation.Partition(f.Region) == "":
		return fmt.Errorf("-region %s: write the name of a region, such as us-east-1", f.Region)
	case region.IsMisspelled(f.Region):
		return fmt.Errorf("-region %s: there is no such region; did you mean %s?", f.Region, region.Meant(f.Region))
	}
	return nil
}

// Deployment returns what the flags say. It reads the files of parameters with read.
func (f *Flags) Deployment(read func(name string) (awsfile.File, error)) (awsfile.Deployment, error) {
	var d awsfile.Deployment
	d.Account, d.Region, d.Parameters = f.Account, f.Region, map[string]string{}
	for _, name := range f.files {
		file, err := read(name)
		if err != nil {
			return d, err
		}
		given, err := cloudformation.ParseParameters(file.Root)
		if err != nil {
			return d, fmt.Errorf("%s: %w", file.Name, err)
		}
		given.AddTo(&d.Deployment)
	}
	for _, p := range f.parameters {
		d.Parameters[p.key] = p.value
	}
	return d, nil
}
