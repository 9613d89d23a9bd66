package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/smithy-go/logging"
)

// callTimeout is for one call with its retries.
const callTimeout = 15 * time.Second

// openConfig reads the credentials and the region of the standard chain:
// environment, shared files, SSO, container and instance roles. An empty region
// or profile leaves the choice to them. It makes no call to AWS. Calls that AWS
// throttles are tried again, as often as AWS_MAX_ATTEMPTS says.
func openConfig(ctx context.Context, region, profile string) (aws.Config, error) {
	cfg, err := config.LoadDefaultConfig(ctx, config.WithRegion(region), config.WithSharedConfigProfile(profile),
		config.WithLogger(logging.Nop{})) // standard error belongs to the program
	if missing := (config.SharedConfigProfileNotExistError{}); errors.As(err, &missing) {
		return aws.Config{}, fmt.Errorf("there is no AWS profile %s: aws configure list-profiles prints all", missing.Profile)
	}
	if err != nil {
		return aws.Config{}, err
	}
	if cfg.Region == "" {
		return aws.Config{}, errors.New("no region: pass -region or set AWS_REGION")
	}
	return cfg, nil
}

// ask makes one call within its time limit. Its error is a *failure.
func ask[In, Out, Opt any](ctx context.Context, call func(context.Context, *In, ...func(*Opt)) (*Out, error), in *In) (*Out, error) {
	limited, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	out, err := call(limited, in)
	return out, explain(ctx, err)
}

// pager is what every paginator of the SDK has.
type pager[Out, Opt any] interface {
	HasMorePages() bool
	NextPage(context.Context, ...func(*Opt)) (*Out, error)
}

// pages yields page after page, each within its time limit, until one fails.
func pages[Out, Opt any](ctx context.Context, p pager[Out, Opt]) iter.Seq2[*Out, error] {
	return func(yield func(*Out, error) bool) {
		for p.HasMorePages() {
			page, err := nextPage(ctx, p)
			if !yield(page, explain(ctx, err)) || err != nil {
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
