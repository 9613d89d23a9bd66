package awslive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/aws/smithy-go"
)

// Error is a question that AWS did not answer.
type Error struct {
	Action   string // the IAM action that asks it, such as ecs:DescribeTaskDefinition
	Resource string // what was asked about; "" when the call failed before that question
	Code     string // AWS's code for the error; "" when AWS was not heard
	Err      error
}

func (e *Error) Unwrap() error { return e.Err }

// Denied reports whether the credentials lack the permission Action.
func (e *Error) Denied() bool {
	return strings.HasPrefix(e.Code, "AccessDenied") || e.Code == "UnauthorizedOperation"
}

// NotFound reports whether AWS answered that there is no such resource. That is
// knowledge: everything else that Error stands for is the lack of it.
func (e *Error) NotFound() bool {
	switch {
	case strings.HasPrefix(e.Code, "NoSuchEntity"), strings.HasSuffix(e.Code, "NotFoundException"):
		return true
	case e.Action == "ecs:DescribeTaskDefinition" && e.Code == "ClientException":
		return strings.Contains(e.message(), "Unable to describe task definition")
	}
	return false
}

func (e *Error) Error() string {
	question := strings.TrimSpace(e.Action + " " + e.Resource)
	switch {
	case e.Denied():
		return fmt.Sprintf("%s: these credentials may not: %s", question, e.message())
	case slices.Contains(badCredentials, e.Code):
		return fmt.Sprintf("%s: the credentials are expired or wrong (%s): log in again", question, e.Code)
	case errors.Is(e.Err, context.DeadlineExceeded):
		return fmt.Sprintf("%s: no answer in time: %s", question, e.message())
	case e.Code != "":
		return fmt.Sprintf("%s: %s: %s", question, e.Code, e.message())
	}
	return fmt.Sprintf("%s: %s", question, e.message())
}

var badCredentials = []string{
	"ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "InvalidSignatureException",
	"RequestExpired", "SignatureDoesNotMatch", "UnrecognizedClientException",
}

func (e *Error) message() string {
	if api := smithy.APIError(nil); errors.As(e.Err, &api) {
		return api.ErrorMessage()
	}
	return e.Err.Error()
}

// explain turns what the SDK returned into an *Error. The innermost operation
// is the one that failed: with a profile that assumes a role, it may be another
// than the one asked for.
func explain(resource string, err error) error {
	if err == nil {
		return nil
	}
	asked, failed := operations(err)
	e := &Error{Action: actionOf(asked), Resource: resource, Err: err}
	switch {
	case failed != nil && failed.ServiceID == "ec2imds":
		e.Err = errors.New("no AWS credentials: set AWS_PROFILE, or run aws configure or aws sso login")
		return e
	case failed != asked:
		e.Action, e.Resource = actionOf(failed), ""
	}
	if failed != nil {
		e.Err = failed.Err
	}
	if api := smithy.APIError(nil); errors.As(e.Err, &api) {
		e.Code = api.ErrorCode()
	}
	return e
}

// operations returns the outermost and the innermost operation of an error.
func operations(err error) (outer, inner *smithy.OperationError) {
	for err != nil {
		var op *smithy.OperationError
		if !errors.As(err, &op) {
			break
		}
		if outer == nil {
			outer = op
		}
		inner, err = op, op.Err
	}
	return outer, inner
}

// actionOf returns the IAM action of an API operation; for every operation that
// is asked here the two have the same name.
func actionOf(op *smithy.OperationError) string {
	if op == nil {
		return "aws"
	}
	return strings.ToLower(strings.ReplaceAll(op.ServiceID, " ", "-")) + ":" + op.OperationName
}
