package main

import (
	"slices"

	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/examples/preflight/internal/report"
)

// checkOne answers for every image of every task definition in one deployment. Its
// error is an input that cannot be used, such as a policy with an operator that
// does not exist.
func checkOne(in input) (report.Report, error) {
	in.listed = in.givenPolicies()
	in.unusable = usable(in.listed)
	r := report.New()
	in.policyNames, in.storable = map[string]string{}, map[storing]bool{}
	for _, rule := range rules() {
		if rule.all != nil {
			r.Add(rule.stamp("", rule.all(&in))...)
		}
	}
	for _, t := range in.tasks {
		j, err := newJob(&in, t)
		if err != nil {
			return r, err
		}
		j.run()
		j.addTo(&r)
	}
	if asksPermissions(r) {
		r.Presumed = in.presumed()
	}
	r.Verdict = report.Judge(best(r), r.Findings)
	r.Sort()
	return r, nil
}

// best is the verdict when nothing is found: there has to be an image in ECR.
func best(r report.Report) verdict {
	for _, i := range r.Images {
		if i.Verdict != outside {
			return canPull
		}
	}
	return outside
}

// asksPermissions reports whether an image was judged for which they count.
func asksPermissions(r report.Report) bool {
	return slices.ContainsFunc(r.Images, func(i report.Image) bool {
		ref, err := ecrref.Parse(i.Image)
		return err == nil && ref.Registry().Kind() == ecrref.Private
	})
}
