package agentver

import "strings"

// ClusterQuery returns c in the Amazon ECS cluster query language, for the filter
// of ListContainerInstances or a memberOf placement constraint:
//
//	agentVersion >= 1.7.0 and agentVersion < 2.0.0
//
// It returns "" for the zero Constraint. Build metadata, which does not count, is
// left out.
func (c Constraint) ClusterQuery() string {
	var b strings.Builder
	for c.IsValid() {
		var t term
		t, c = c.cut()
		if t.op == "=" {
			t.op = "=="
		}
		version, _, _ := strings.Cut(t.version.text, "+")
		b.WriteString("agentVersion " + t.op + " " + version)
		if c.IsValid() {
			b.WriteString(" and ")
		}
	}
	return b.String()
}

// TooOldQuery returns the ECS cluster query that selects the instances whose
// agent is too old for f on the given operating system, such as
// "agentVersion < 1.7.0". It returns false where no agent is too old: where none
// has f at all, and for a floor, see [Feature.IsFloor].
//
// The query looks at the agent version only. In a cluster with instances of both
// operating systems, whose minima may differ, add
// "and attribute:ecs.os-type == windows" or the like. It is not documented
// whether it selects instances that report no version; fleet.Survey counts those.
func (f Feature) TooOldQuery(os OS) (query string, ok bool) {
	since, ok := f.Since(os)
	if !ok || f.IsFloor() {
		return "", false
	}
	return Constraint{"< " + since.text}.ClusterQuery(), true
}

// BrokenQuery returns the ECS cluster query that selects the instances in whose
// agent f is broken, such as "agentVersion >= 1.91.1 and agentVersion < 1.91.2". It
// returns false for a feature that is never broken.
func (f Feature) BrokenQuery() (query string, ok bool) {
	for _, s := range f.get().broken {
		if query != "" {
			query += " or "
		}
		query += Constraint{">= " + s.from.text + ", < " + s.mended.text}.ClusterQuery()
	}
	return query, query != ""
}
