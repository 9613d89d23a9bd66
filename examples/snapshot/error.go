package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"

	"github.com/aws/smithy-go"
)

// failure is a call that gave no answer to its question.
type failure struct {
	action string // the IAM action of the call, such as ecs:DescribeTaskDefinition
	code   string // AWS's code for the error, or one of those below
	err    error
}

// Codes of failures that AWS did not give a code for.
const (
	notAsked      = "NotAsked"      // AWS tells it to another account only
	noAnswer      = "NoAnswer"      // AWS was not heard
	noCredentials = "NoCredentials" // there are none, or they cannot be had
	unreadable    = "Unreadable"    // AWS answered with something that cannot be read
)

// fail returns a failure that AWS did not word.
func fail(action, code, format string, args ...any) *failure {
	return &failure{action, code, fmt.Errorf(format, args...)}
}

func (f *failure) Unwrap() error { return f.err }
func (f *failure) Error() string { return f.because() }

// isDenied reports whether the credentials lack the permission for the call.
func (f *failure) isDenied() bool {
	return strings.HasPrefix(f.code, "AccessDenied") || f.code == "UnauthorizedOperation"
}

// isAbsent reports whether AWS answered that there is no such resource. That is
// knowledge: everything else that a failure stands for is the lack of it.
func (f *failure) isAbsent() bool {
	switch {
	case strings.HasPrefix(f.code, "NoSuchEntity"), strings.HasSuffix(f.code, "NotFoundException"):
		return true
	case f.action == "ecs:DescribeTaskDefinition" && f.code == "ClientException":
		return strings.Contains(f.message(), "Unable to describe task definition")
	case f.action == "ecs:DescribeServices" && f.code == missing:
		return true
	}
	return f.action == "ecs:ListContainerInstances" && f.code == "InvalidParameterException" // what was given names no cluster
}

// missing is the reason that ECS gives in place of an error.
const missing = "MISSING"

// isLogin reports whether the credentials themselves are what is wrong: then no
// other question has an answer either.
func (f *failure) isLogin() bool {
	return f.code == noCredentials || slices.Contains(badCredentials, f.code) || slices.Contains(loginActions, f.action)
}

var badCredentials = []string{
	"ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "InvalidSignatureException",
	"RequestExpired", "SignatureDoesNotMatch", "UnrecognizedClientException",
}

// loginActions get the credentials; none of them is a question.
var loginActions = []string{"sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sso:GetRoleCredentials", "sso-oidc:CreateToken"}

var throttled = []string{
	"RateExceeded", "RequestLimitExceeded", "RequestThrottled", "Throttling", "ThrottlingException", "TooManyRequestsException",
}

// because says why there is no answer, as the end of a sentence.
func (f *failure) because() string {
	switch {
	case f.code == noCredentials:
		return f.message()
	case f.isDenied():
		return fmt.Sprintf("these credentials may not call %s: %s", f.action, f.message())
	case f.isLogin():
		return fmt.Sprintf("the AWS credentials are expired or wrong, or not made for this region (%s): "+
			"log in again, or check -profile and -region", f.code)
	case f.code == notAsked, f.code == unreadable:
		return f.message()
	case f.code == noAnswer:
		return f.noAnswer()
	case slices.Contains(throttled, f.code):
		return fmt.Sprintf("AWS wants fewer calls of %s (%s): try again in a minute", f.action, f.code)
	}
	return fmt.Sprintf("AWS answered %s with %s: %s", f.action, f.code, f.message())
}

func (f *failure) noAnswer() string {
	var dns *net.DNSError
	switch {
	case errors.Is(f.err, errTimeUp):
		return fmt.Sprintf("the time was up before AWS answered %s: check the network, or pass a longer -timeout", f.action)
	case errors.Is(f.err, context.DeadlineExceeded):
		return fmt.Sprintf("AWS did not answer %s within %s: check the network", f.action, callTimeout)
	case errors.As(f.err, &dns) && dns.IsNotFound:
		return fmt.Sprintf("there is no host %s: check -region and the network", dns.Name)
	}
	return fmt.Sprintf("AWS cannot be reached for %s: %s", f.action, f.message())
}

// message is AWS's own, or else the innermost error that says something.
func (f *failure) message() string {
	if api := smithy.APIError(nil); errors.As(f.err, &api) {
		return api.ErrorMessage()
	}
	if op := (*net.OpError)(nil); errors.As(f.err, &op) {
		return op.Error()
	}
	return f.err.Error()
}

// errTimeUp is the end of the time that all questions have together.
var errTimeUp = errors.New("the time is up")

// explain turns what the SDK returned into a *failure; ctx is that of the whole
// run. The innermost operation is the one that failed: with a profile that
// assumes a role, it may be another than the one asked for.
func explain(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if known := (*failure)(nil); errors.As(err, &known) {
		return known
	}
	asked, failed := operations(err)
	f := &failure{action: actionOf(failed), code: noAnswer, err: err}
	switch {
	case failed != nil && failed.ServiceID == "ec2imds":
		return fail(f.action, noCredentials, "there are no AWS credentials: "+
			"pass -profile, set AWS_PROFILE, or run aws configure or aws sso login")
	case ctx.Err() != nil:
		f.err = errTimeUp
		return f
	case failed == asked && strings.Contains(err.Error(), "get identity: ") && !errors.Is(err, context.DeadlineExceeded):
		return fail(f.action, noCredentials, "the AWS credentials cannot be had (%s): "+
			"log in again, for example with aws sso login", innermost(err))
	case failed != nil:
		f.err = failed.Err
	}
	if f.code = codeOf(f.err); f.code == unreadable {
		f.err = fmt.Errorf("what answered %s is not AWS, or was cut off: %w", f.action, f.err)
	}
	return f
}

// codeOf is AWS's code, or says that AWS was not heard or not understood.
func codeOf(err error) string {
	if api := smithy.APIError(nil); errors.As(err, &api) {
		return api.ErrorCode()
	}
	if errors.As(err, new(*smithy.DeserializationError)) {
		return unreadable
	}
	return noAnswer
}

// innermost returns the last error of the chain.
func innermost(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
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
