package answer_test

import (
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/web/internal/answer"
)

// TestTells: the page points to -context only where some context helps.
func TestTells(t *testing.T) {
	t.Parallel()
	const private, vpc = `"aws:SourceIp":["10.0.0.0/8","192.168.0.0/16"]`, `"StringEquals":{"aws:SourceVpc":"vpc-1"}`
	for _, row := range []struct{ policy, asks, says, why string }{
		{when(`{"IpAddress":{` + private + `}}`), "", "never holds: use the public addresses", "AWS sees no private address"},
		{`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":{"ipaddress":{` + private + `}}}}`,
			"", "never holds", "one statement without a list"},
		{unless(`{"IpAddress":{` + private + `}}`), "", "never holds", "in a Deny"},
		{when(`{"NotIpAddress":{` + private + `}}`), "", "always holds", "nor is there one that it leaves out"},
		{when(`{"IpAddress":{` + private + `},` + vpc + `}`), "", "never holds", "whatever the VPC is"},
		{when(`{"NotIpAddress":{` + private + `},` + vpc + `}`), "aws:sourcevpc", "always holds", "the other key decides"},
		{when(`{"IpAddressIfExists":{` + private + `}}`), "aws:sourceip", "", "through an endpoint there is no address"},
		{when(`{"ForAllValues:IpAddress":{` + private + `}}`), "aws:sourceip", "", "so it holds there as well"},
		{when(`{"IpAddress":{"aws:SourceIp":["10.0.0.0/8","203.0.113.0/24"]}}`), "aws:sourceip", "", "one address is public"},
		{when(`{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}`), "aws:sourceip", "", "a public address"},
		{when(`{"IpAddress":{`+private+`}}`) + when(vpcOnly), "aws:sourcevpc", "never holds", "another policy may still allow it"},
	} {
		t.Run(row.why, func(t *testing.T) {
			t.Parallel()
			a := answer.Ask(answer.Input{Image: image, Policy: row.policy, Agent: agent})
			if a.Verdict != answer.Undecided {
				t.Fatalf("the verdict is %s: %+v", a.Verdict, a.Findings)
			}
			for _, f := range a.Findings {
				if f.Severity != answer.Warning || !strings.Contains(f.Message, "is undecided") {
					continue
				}
				_, keys, _ := strings.Cut(f.Fix, "what the request holds of ")
				keys, _, _ = strings.Cut(keys, ", which this page")
				if keys != row.asks || !strings.Contains(f.Fix, row.says) || row.says == "" && strings.Contains(f.Fix, "holds:") {
					t.Errorf("it says %q, want %q asked for and %q", f.Fix, row.asks, row.says)
				}
			}
		})
	}
}

// vpcOnly is a condition that hangs on the way of the request.
const vpcOnly = `{"StringEquals":{"aws:SourceVpc":"vpc-1"}}`
