package main

import (
	"slices"
	"strings"
)

// layer is a kind of policy that nobody has to have, and that denies where it is
// there.
type layer struct {
	name, words, flag string
	given             func(*input) bool
}

// layers are named by -unseen. A snapshot or the user may know that one is there
// without its text.
var layers = []layer{
	{"scp", "service control policy", "-scp", func(in *input) bool { return in.scps != nil }},
	{"rcp", "resource control policy", "-rcp", func(in *input) bool { return in.rcps != nil }},
	{"endpoint", "VPC endpoint policy", "-endpoint-policy, -s3-endpoint-policy",
		func(in *input) bool { return in.endpoint != nil || in.s3Endpoint != nil }},
	{"boundary", "permissions boundary", "-boundary", func(in *input) bool { return in.boundary != nil || in.roles != nil }},
}

// presumed lists what the answer takes for absent.
func (in *input) presumed() []string {
	list := []string{}
	for _, l := range layers[:3] {
		if !l.given(in) && !slices.Contains(in.unseen, l.name) {
			list = append(list, "no "+l.words+" ("+l.flag+")")
		}
	}
	return list
}

func layerNames() string {
	var names []string
	for _, l := range layers {
		names = append(names, l.name)
	}
	return strings.Join(names, ", ")
}

// layerUnseen: a policy that is there and was not given can deny whatever the others
// allow.
func layerUnseen(j *job) (fs []finding) {
	for _, l := range layers {
		if slices.Contains(j.in.unseen, l.name) && !l.given(j.in) {
			fs = append(fs, j.role.say(warning, "pass "+l.flag+" FILE", "there is a %s that was not given, and it can deny the pull", l.words)...)
		}
	}
	return fs
}
