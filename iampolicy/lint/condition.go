package lint

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

func emptyCondition(s *statement) {
	if s.Condition != nil && len(s.Condition) == 0 {
		s.report(s.at+"/Condition", "Condition asks for nothing", `leave "Condition" out`)
	}
}

func emptyOperator(c *condition) {
	if c.asksNothing() {
		c.report(c.operatorAt, "the operator has no key and asks for nothing", "leave it out")
	}
}

func noValues(c *condition) {
	if !c.asksNothing() && len(c.Values.Items) == 0 {
		c.report(c.at(), "there is no value to compare with", "name a value or leave the condition out")
	}
}

func keyFormat(c *condition) {
	if service, name, _ := strings.Cut(c.Key, ":"); !c.asksNothing() && (service == "" || name == "") {
		c.report(c.at(), quote.Text(c.Key)+" is not of the form service:name", `write a key such as "aws:SourceIp"`)
	}
}

// missingTag reports a key of tags, such as aws:ResourceTag, without the tag.
func missingTag(c *condition) {
	if isTagKey(c.Key) {
		c.report(c.at(), quote.Text(c.Key)+" does not say which tag", "write "+literal(strings.TrimRight(c.Key, "/")+"/NAME"))
	}
}

// isTagKey reports whether key is the beginning of keys of tags, perhaps misspelled.
func isTagKey(key string) bool {
	service, name, _ := strings.Cut(match.LowerCase(key), ":")
	kind, tag, _ := strings.Cut(name, "/")
	return tag == "" && strings.HasSuffix(kind, "tag") && (service == "aws" || match.IsECR(service))
}

// keysInTwoCases looks for two keys of one operator that only case tells apart.
func keysInTwoCases(s *statement) {
	if len(s.Condition) < 2 {
		return
	}
	seen := make(map[[2]string]string, len(s.Condition))
	for i := range s.Condition {
		c := &s.Condition[i]
		id := [2]string{c.Operator, match.LowerCase(c.Key)}
		if first, ok := seen[id]; !ok {
			seen[id] = c.Key
		} else if first != c.Key {
			s.report(s.at+"/Condition/"+escapePointer(c.Operator)+"/"+escapePointer(c.Key),
				quote.Text(c.Key)+" and "+quote.Text(first)+" are the same key", "write it once, with all the values")
		}
	}
}

// pairs are keys that say too little alone:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
var pairs = [...]struct{ key, with string }{
	{"aws:VpcSourceIp", "aws:SourceVpc aws:SourceVpce aws:SourceVpcArn"}, // VPCs share addresses
	{"aws:Ec2InstanceSourcePrivateIPv4", "aws:Ec2InstanceSourceVpc"},
}

// missingPair reports a key without the one that belongs to it.
func missingPair(s *statement) {
	for _, p := range pairs {
		if c := s.conditionOn(p.key); c != nil && !s.asksFor(strings.Fields(p.with)...) {
			with, _, _ := strings.Cut(p.with, " ")
			s.report(s.at+"/Condition/"+escapePointer(c.Operator)+"/"+escapePointer(c.Key),
				"addresses in different VPCs may be equal, so "+quote.Text(c.Key)+" alone says little", "add a condition on "+literal(with))
		}
	}
}

// conditionOn returns the first condition on a key, or nil.
func (s *statement) conditionOn(key string) *iampolicy.Condition {
	for i := range s.Condition {
		if match.EqualFold(s.Condition[i].Key, key) {
			return &s.Condition[i]
		}
	}
	return nil
}

// asksFor reports whether there is a condition on one of the keys. A key that ends in
// a slash stands for all that begin so.
func (s *statement) asksFor(keys ...string) bool {
	for i := range s.Condition {
		for _, k := range keys {
			if c := s.Condition[i].Key; match.EqualFold(c, k) || strings.HasSuffix(k, "/") && hasPrefixFold(c, k) {
				return true
			}
		}
	}
	return false
}
