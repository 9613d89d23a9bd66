// Package awslive asks AWS for what package awsfile reads from files, and
// answers in the same types. Every call only reads. Credentials come from the
// standard chain (environment, shared files, SSO, container and instance
// roles), AWS_ENDPOINT_URL and AWS_MAX_ATTEMPTS are honoured, and throttled calls
// are tried again, all as the SDK does it.
//
// A question that AWS did not answer is an *Error, which names the permission
// that was missing: it means "not known", never "fine".
package awslive

import (
	"context"
	"errors"
	"iter"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/smithy-go/logging"
)

// callTimeout is for one call with its retries.
const callTimeout = 30 * time.Second

// Client asks AWS with one set of credentials. The zero Client is not usable.
type Client struct{ cfg aws.Config }

// Open returns a client. An empty region or profile leaves the choice to the
// environment and the shared files. It makes no call to AWS.
func Open(ctx context.Context, region, profile string) (Client, error) {
	cfg, err := config.LoadDefaultConfig(ctx, config.WithRegion(region), config.WithSharedConfigProfile(profile),
		config.WithLogger(logging.Nop{})) // standard error belongs to the programs
	if err != nil {
		return Client{}, err
	}
	if cfg.Region == "" {
		return Client{}, errors.New("no region: pass -region or set AWS_REGION")
	}
	return Client{cfg}, nil
}

// Region returns the region that is asked where a question names none.
func (c Client) Region() string { return c.cfg.Region }

// ask makes one call within its time limit.
func ask[In, Out, Opt any](ctx context.Context, resource string, call func(context.Context, *In, ...func(*Opt)) (*Out, error), in *In) (*Out, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	out, err := call(ctx, in)
	return out, explain(resource, err)
}

// pager is what every paginator of the SDK has.
type pager[Out, Opt any] interface {
	HasMorePages() bool
	NextPage(context.Context, ...func(*Opt)) (*Out, error)
}

// pages yields page after page, each within its time limit, until one fails.
func pages[Out, Opt any](ctx context.Context, resource string, p pager[Out, Opt]) iter.Seq2[*Out, error] {
	return func(yield func(*Out, error) bool) {
		for p.HasMorePages() {
			page, err := nextPage(ctx, p)
			if !yield(page, explain(resource, err)) || err != nil {
				return
			}
		}
	}
}

func nextPage[Out, Opt any](ctx context.Context, p pager[Out, Opt]) (*Out, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	return p.NextPage(ctx)
}
