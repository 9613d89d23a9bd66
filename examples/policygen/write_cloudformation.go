package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// object is a JSON object of a template.
type object map[string]any

func ref(name string) object { return object{"Ref": name} }

// template collects what the documents need in one CloudFormation template.
// Each resource is made only in the account and region that it belongs to, so
// that one template can be deployed everywhere.
type template struct {
	Version    string               `json:"AWSTemplateFormatVersion"`
	About      string               `json:"Description"`
	Parameters object               `json:"Parameters,omitempty"`
	Conditions object               `json:"Conditions,omitempty"`
	Resources  map[string]*resource `json:"Resources"`
}

// resource has its members in the order in which people write them.
type resource struct {
	Type                string
	Condition           string
	DeletionPolicy      string `json:",omitempty"`
	UpdateReplacePolicy string `json:",omitempty"`
	Metadata            object `json:",omitempty"`
	Properties          object
}

// writeCloudFormation writes a template, or nothing when it would be empty,
// which CloudFormation does not take.
func writeCloudFormation(w io.Writer, docs []document) error {
	if len(docs) == 0 {
		return nil
	}
	t := template{
		Version: "2010-09-09", About: "Who may pull which images from Amazon ECR",
		Parameters: object{}, Conditions: object{}, Resources: map[string]*resource{},
	}
	for _, d := range docs {
		t.add(d)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(t)
}

func (t *template) add(d document) {
	switch d.Kind {
	case "identity":
		t.identity(d)
	case "repository":
		t.repository(d)
	case "endpoint":
		t.interfaceEndpoint(d, "api")
		t.interfaceEndpoint(d, "dkr")
	case "layers":
		t.gatewayEndpoint(d)
	}
}

func (t *template) identity(d document) {
	var role any = d.Role
	if role == "" {
		name := "PullRole" + logicalID(slug(d.Resource))
		role = ref(name)
		t.Parameters[name] = object{"Type": "String", "Description": "Name of " + d.who()}
	}
	t.resource(d, "", "AWS::IAM::ManagedPolicy", object{"PolicyDocument": d.Policy, "Roles": []any{role}})
}

// who is the role that gets an identity policy.
func (d document) who() string {
	if d.Resource != "" {
		return d.For
	}
	return "the role that pulls"
}

// repository can only be the repository itself: CloudFormation has no resource
// for the policy alone. Retain keeps the images should the resource go.
func (t *template) repository(d document) {
	r := t.resource(d, "", "AWS::ECR::Repository", object{"RepositoryName": d.Repository, "RepositoryPolicyText": d.Policy})
	r.DeletionPolicy, r.UpdateReplacePolicy = "Retain", "Retain"
}

func (t *template) interfaceEndpoint(d document, service string) {
	t.Parameters["VpcId"] = object{"Type": "AWS::EC2::VPC::Id"}
	t.Parameters["SubnetIds"] = object{"Type": "List<AWS::EC2::Subnet::Id>"}
	t.Parameters["SecurityGroupIds"] = object{"Type": "List<AWS::EC2::SecurityGroup::Id>"}
	r := t.resource(d, service, "AWS::EC2::VPCEndpoint", object{
		"VpcEndpointType": "Interface", "ServiceName": t.serviceName(d, "ecr."+service), "PrivateDnsEnabled": true,
		"VpcId": ref("VpcId"), "SubnetIds": ref("SubnetIds"), "SecurityGroupIds": ref("SecurityGroupIds"),
		"PolicyDocument": d.Policy,
	})
	r.Metadata = object{"Careful": d.Warning}
}

func (t *template) gatewayEndpoint(d document) {
	t.Parameters["VpcId"] = object{"Type": "AWS::EC2::VPC::Id"}
	t.Parameters["RouteTableIds"] = object{"Type": "CommaDelimitedList"}
	r := t.resource(d, "", "AWS::EC2::VPCEndpoint", object{
		"VpcEndpointType": "Gateway", "ServiceName": t.serviceName(d, "s3"),
		"VpcId": ref("VpcId"), "RouteTableIds": ref("RouteTableIds"), "PolicyDocument": d.Policy,
	})
	r.Metadata = object{"Careful": d.Warning}
}

// serviceName is what EC2 calls a service. In China, ECR's have a prefix that
// S3's has not; in the partitions that are not open to everyone the name is a
// parameter.
func (t *template) serviceName(d document, service string) any {
	name := "com.amazonaws." + d.Region + "." + service
	switch d.Partition {
	case "aws", "aws-us-gov":
		return name
	case "aws-cn":
		if service != "s3" {
			name = "cn." + name
		}
		return name
	}
	id := logicalID("service-name-" + strings.ReplaceAll(service, ".", "-") + "-" + d.Region)
	t.Parameters[id] = object{"Type": "String", "Description": "Name of the VPC endpoint service " + service + " in " + d.Region}
	return ref(id)
}

func (t *template) resource(d document, suffix, kind string, properties object) *resource {
	r := &resource{Type: kind, Condition: t.condition(d), Properties: properties}
	t.Resources[logicalID(d.Name+"-"+suffix)] = r
	return r
}

// condition names the condition that holds where the document belongs.
func (t *template) condition(d document) string {
	var tests []any
	name := "In"
	test := func(what, value string) {
		if value != "" {
			tests = append(tests, object{"Fn::Equals": []any{ref("AWS::" + what), value}})
			name += "-" + value
		}
	}
	test("AccountId", d.Account)
	test("Region", d.Region)
	if d.Region == "" && d.Account == "" {
		test("Partition", d.Partition)
	}
	name = logicalID(name)
	t.Conditions[name] = object{"Fn::And": tests}
	if len(tests) == 1 {
		t.Conditions[name] = tests[0]
	}
	return name
}

// maxLogicalID is how long CloudFormation lets a logical ID be.
const maxLogicalID = 255

// logicalID is a name in letters and digits: ecr-pull becomes EcrPull. Of a name
// that is too long it keeps the beginning, and a hash of the whole.
func logicalID(name string) string {
	var b strings.Builder
	for _, word := range strings.Split(name, "-") {
		if word != "" {
			b.WriteString(string(unicode.ToUpper(rune(word[0]))) + word[1:])
		}
	}
	id := b.String()
	if len(id) <= maxLogicalID {
		return id
	}
	hash := fmt.Sprintf("%x", sha256.Sum256([]byte(id)))[:16]
	return id[:maxLogicalID-len(hash)] + hash
}
