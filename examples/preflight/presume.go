package main

import (
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// layer is a kind of policy that nobody has to have, and that denies where it is
// there.
type layer struct {
	name, words, flag string
	is                authz.Layer
	given             func(*input) bool
}

// layers are named by -unseen. A snapshot or the user may know that one is there
// without its text.
var layers = []layer{
	{"scp", "service control policy", "-scp", authz.LayerSCP, func(in *input) bool { return in.scps != nil }},
	{"rcp", "resource control policy", "-rcp", authz.LayerRCP, func(in *input) bool { return in.rcps != nil }},
	{"endpoint", "VPC endpoint policy", "-endpoint-policy, -s3-endpoint-policy", authz.LayerEndpoint,
		func(in *input) bool { return in.endpoint != nil || in.s3Endpoint != nil }},
	{
		"boundary",
		"permissions boundary",
		"-boundary",
		authz.LayerBoundary,
		func(in *input) bool { return in.boundary != nil || in.roles != nil },
	},
}

// presumed lists what the answer takes for absent.
func (in *input) presumed() []string {
	list := []string{}
	for _, l := range layers[:3] {
		if !l.given(in) && !slices.Contains(in.unseen, l.name) {
			list = append(list, "no "+l.words+in.except(l)+" ("+l.flag+")")
		}
	}
	return list
}

// presumedPartitions says of which partitions the region is taken to be, where it is
// not known, an image hangs on it, and the files have hosts or ARNs of some of them.
func (in *input) presumedPartitions(trials []trial) []string {
	if in.given.Region != "" || !in.imagesHangOnRegion() {
		return nil
	}
	var names []string
	for _, t := range trials {
		names = append(names, t.with.partition())
	}
	if names = sorted(names); len(names) == len(standIns) || slices.Contains(names, "") {
		return nil
	}
	return []string{"a region of the partition " + strings.Join(names, " or ") + ", which the files are written for (-region)"}
}

func (in *input) imagesHangOnRegion() bool {
	return slices.ContainsFunc(in.tasks, func(t awsfile.TaskDefinition) bool {
		return slices.ContainsFunc(t.Containers, func(c awsfile.Container) bool { return strings.Contains(c.Image.Value, "${AWS::Region}") })
	})
}

// except names the VPC endpoints of the files. Their policies have been read, and one
// that has none has the default, which lets everything through:
// https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
func (in *input) except(l layer) string {
	var places []string
	for _, e := range in.madeEndpoints {
		place := "that of the endpoint at " + e.Where.String()
		switch {
		case e.IsOpen:
			place += ", of which a part is not known"
		case e.Policy == nil:
			place = "the default of the endpoint at " + e.Where.String() + ", which lets everything through"
		}
		places = append(places, place)
	}
	if l.is != authz.LayerEndpoint || places == nil {
		return ""
	}
	return " but " + strings.Join(places, " and ")
}

func layerNames() string {
	var names []string
	for _, l := range layers {
		names = append(names, l.name)
	}
	return strings.Join(names, ", ")
}

// unseenLayers are those that are there and were not given: they can deny whatever
// the others allow.
func (in *input) unseenLayers() (list []authz.Layer) {
	for _, l := range layers {
		if slices.Contains(in.unseen, l.name) && !l.given(in) {
			list = append(list, l.is)
		}
	}
	return list
}

// unseenFlags are the flags that give what an answer hangs on.
func unseenFlags(results []authz.Result) string {
	var flags []string
	for _, l := range layers {
		if slices.ContainsFunc(results, func(r authz.Result) bool { return hangsOnLayer(r.Decision, l.is) }) {
			flag, _, _ := strings.Cut(l.flag, ",")
			flags = append(flags, flag+" FILE")
		}
	}
	return strings.Join(flags, ", ")
}

func hangsOnLayer(d authz.Decision, l authz.Layer) bool {
	return slices.ContainsFunc(d.Reasons, func(r authz.Reason) bool { return r.Clause == authz.ClauseUnseen && r.Layer == l })
}
