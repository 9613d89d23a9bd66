package ecrref_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

func TestRegionPartition(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ region, partition, why string }{
		{"us-west-2", "aws", "in the table"},
		{"ap-southeast-99", "aws", "a known head"},
		{"nz-north-1", "aws", "a head that nobody has heard of"},
		{"cn-north-1", "aws-cn", "China"},
		{"us-gov-west-1", "aws-us-gov", "GovCloud"},
		{"us-iso-east-1", "aws-iso", "isolated"},
		{"eusc-de-east-1", "aws-eusc", "sovereign"},
		{"s3", "", "a service"},
		{"lala-land-1", "", "four letters are no head"},
		{"us-isog-east-1", "", "another partition's shape, almost"},
		{"nz-n0rth-1", "", "a new region has a word"},
		{"US-WEST-2", "", "capitals"},
		{"us-west-2a", "", "an availability zone"},
		{"us-west-2.", "", "more than a region"},
		{"", "", "nothing"},
	} {
		id, ok := ecrref.RegionPartition(tt.region)
		if id != tt.partition || ok != (tt.partition != "") {
			t.Errorf("RegionPartition(%q) = %q, %t, want %q: %s", tt.region, id, ok, tt.partition, tt.why)
		}
	}
}

// TestRegionPartitionAgainstSlow: the patterns of the endpoint data say the same.
func TestRegionPartitionAgainstSlow(t *testing.T) {
	t.Parallel()
	slow := newSlowParser(t)
	for _, head := range []string{"us", "cn", "nz", "us-gov", "us-iso", "us-isob", "eu-isoe", "us-isof", "eusc-de", "eusc", "x", "abc",
		"us-x", ""} {
		for _, tail := range []string{"-west-1", "-west", "-1", "-w3st-22", "", "--1", "-west-1a", "-a-b-1"} {
			region := head + tail
			want := slow.partitionOf(region)
			if !slow.regions[want].MatchString(region) {
				want = ""
			}
			if id, _ := ecrref.RegionPartition(region); id != want {
				t.Errorf("RegionPartition(%q) = %q, want %q", region, id, want)
			}
		}
	}
}

func TestPartitions(t *testing.T) {
	t.Parallel()
	got := slices.Collect(ecrref.Partitions())
	if len(got) != 8 {
		t.Fatalf("%d partitions, want 8", len(got))
	}
	for i, p := range readPartitions(t) {
		if got[i].ID != p.ID || got[i].Suffix != p.Outputs.DNSSuffix ||
			"api."+got[i].DualStackSuffix[len("on."):] != p.Outputs.DualStackDNSSuffix || got[i].FIPS == (p.ID == "aws-cn") {
			t.Errorf("%+v, want %+v", got[i], p)
		}
	}
	for range ecrref.Partitions() {
		break // no more is asked for
	}
}

func TestAPIRegion(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{host: "us-west-2", public: "us-east-1", "ecr-public.aws.com": "us-east-1", account +
		".dkr.ecr.nz-north-1.amazonaws.com": "nz-north-1"} {
		if got := reg(t, s).APIRegion(); got != want {
			t.Errorf("APIRegion of %s = %q, want %q", s, got, want)
		}
	}
}

// TestRefInPlace: what a registry can change, an image in it can.
func TestRefInPlace(t *testing.T) {
	t.Parallel()
	ref := ecrref.MustParse(host + "/team/app:v1@" + sha)
	for _, tt := range []struct {
		why  string
		do   func() (ecrref.Ref, error)
		want string
	}{
		{"region", func() (ecrref.Ref, error) { return ref.WithRegion("cn-north-1") }, account +
			".dkr.ecr.cn-north-1.amazonaws.com.cn/team/app:v1@" + sha},
		{"FIPS", func() (ecrref.Ref, error) { return ref.WithFIPS(true) }, account + ".dkr.ecr-fips.us-west-2.amazonaws.com/team/app:v1@" + sha},
		{"dual-stack", func() (ecrref.Ref, error) { return ref.WithDualStack(true) }, account + ".dkr-ecr.us-west-2.on.aws/team/app:v1@" + sha},
		{"as it is", func() (ecrref.Ref, error) { return ref.WithDualStack(false) }, ref.String()},
		{"no region", func() (ecrref.Ref, error) { return ref.WithRegion("s3") }, ""},
		{"no FIPS in China", func() (ecrref.Ref, error) {
			return ecrref.MustParse(account + ".dkr.ecr.cn-north-1.amazonaws.com.cn/app").WithFIPS(true)
		}, ""},
		{"no FIPS of the gallery", func() (ecrref.Ref, error) { return ecrref.MustParse(public + "/nginx/nginx").WithFIPS(true) }, ""},
	} {
		got, err := tt.do()
		if got.String() != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("%s: %v, %v, want %q", tt.why, got, err, tt.want)
		}
	}
}

func ExampleRegistry_APIRegion() {
	for _, s := range []string{
		"https://123456789012.dkr.ecr.us-west-2.amazonaws.com",
		"https://123456789012.dkr.ecr.us-west-2.amazonaws.com/v2/team/app/manifests/v1",
		"public.ecr.aws/nginx/nginx:1",
		"arn:aws-cn:ecr:cn-north-1:123456789012:repository/team/app",
	} {
		g, err := ecrref.ParseRegistryAny(s)
		fmt.Println(g, g.APIRegion(), err)
	}
	// Output:
	// 123456789012.dkr.ecr.us-west-2.amazonaws.com us-west-2 <nil>
	// 123456789012.dkr.ecr.us-west-2.amazonaws.com us-west-2 <nil>
	// public.ecr.aws us-east-1 <nil>
	// 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn cn-north-1 <nil>
}

func ExampleRegionPartition() {
	fmt.Println(ecrref.RegionPartition("cn-north-9"))
	fmt.Println(ecrref.RegionPartition("s3"))
	// Output:
	// aws-cn true
	//  false
}
