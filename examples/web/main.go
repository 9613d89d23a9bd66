// Web serves, or writes, one static page that answers in the browser whether Amazon
// ECS can pull an image from Amazon ECR. Nothing that is typed there leaves the page.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/seed-293f0d42/ecrkit/examples/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	o, err := parseOptions(args)
	if cli.Answered(err, stdout) {
		return cli.OK
	}
	if err == nil {
		err = o.run(ctx, stdout, stderr)
	}
	if err != nil {
		return o.program().Fail(stderr, err)
	}
	return cli.OK
}

func (o options) run(ctx context.Context, stdout, stderr io.Writer) error {
	fmt.Fprintln(stderr, "web: building the page; the first time takes a minute")
	s, err := newSite(ctx)
	if err != nil {
		return err
	}
	if o.out != "" {
		return s.write(o.out, stdout)
	}
	return s.serve(ctx, o.port, stdout)
}
