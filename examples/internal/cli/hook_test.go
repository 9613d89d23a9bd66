package cli_test

import (
	"flag"
	"os"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
	"github.com/stretchr/testify/require"
)

// TestHookNames: pre-commit passes the names of files without -- before them. No
// name switches a check off.
func TestHookNames(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"-h", "-version", "-h=true.json", "-role=x.json", "--", "-", "-check=false", "a"} {
		require.NoError(t, os.WriteFile(name, []byte("data"), 0o600))
	}
	const checksNothing = "-h and -version check nothing: leave them out, or leave out -check and the files"
	for _, row := range []struct {
		args []string
		want string // the error; "" is none, or an Answer
		why  string
	}{
		{[]string{"-check", "-h", "a"}, "a file is called -h, which reads as a flag: rename it, or write ./-h", "a file called -h"},
		{[]string{"-check", "a", "-version"}, "a file is called -version, which reads as a flag: rename it, or write ./-version", "behind"},
		{[]string{"-check", "-h=true.json"}, "a file is called -h=true.json, which reads as a flag: rename it, or write ./-h=true.json",
			"the flag package prints help for it"},
		{[]string{"-check", "-role=x.json", "a"}, "a file is called -role=x.json, which reads as a flag: rename it, or write ./-role=x.json",
			"a flag with its value"},
		{[]string{"-check", "-check=false", "a"}, "a file is called -check=false, which reads as a flag: rename it, or write ./-check=false",
			"the check itself"},
		{[]string{"-check", "--", "a"}, "a file is called --, which reads as a flag: rename it, or write ./--", "not checked, otherwise"},
		{[]string{"-check", "./a", "--", "a", "-role=x.json"}, "a file is called --, which reads as a flag: rename it, or write ./--", "both"},
		{[]string{"-check", "-", "a"}, "a file is called -, which reads as a flag: rename it, or write ./-", "standard input, otherwise"},
		{[]string{"-check=true", "-h", "a"}, "a file is called -h, which reads as a flag: rename it, or write ./-h", "another spelling"},
		{[]string{"--check", "-h", "a"}, "a file is called -h, which reads as a flag: rename it, or write ./-h", "another spelling"},
		{[]string{"-check", "--help", "a"}, checksNothing, "no such file, but nothing is checked"},
		{[]string{"-check", "a", "--version"}, checksNothing, "behind the file"},
		{[]string{"-check", "--help"}, "", "somebody asks"},
		{[]string{"-h", "a"}, "", "no hook"},
		{[]string{"-check=false", "-h", "a"}, "", "the flag of the hook, switched off by whoever calls"},
		{[]string{"-check", "./-h", "a"}, "", "what is to be written"},
		{[]string{"-check", "-role", "b", "a"}, "", "a flag that is no file"},
	} {
		var check bool
		p := cli.Program{Name: "x", Hook: "check", Groups: []cli.Group{{Add: func(fs *flag.FlagSet) {
			fs.BoolVar(&check, "check", false, "")
			fs.String("role", "", "")
		}}}}
		_, err := p.Parse(p.Flags(), row.args)
		if row.want != "" {
			require.EqualError(t, err, row.want, row.why)
			continue
		}
		if err != nil {
			require.ErrorAs(t, err, new(cli.Answer), row.why)
		}
	}
}
