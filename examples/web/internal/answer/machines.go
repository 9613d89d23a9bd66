package answer

import (
	"slices"
	"strconv"
	"strings"
)

// addProblems reports the problems of machines, equal ones as one finding, and the
// versions of those without any.
func (t *task) addProblems(ms []*machine) {
	of := map[problem][]string{}
	var order []problem
	for _, m := range ms {
		list := m.problems
		switch {
		case !m.takesTask():
			list = []problem{m.idle}
		case len(list) == 0:
			list = []problem{{severity: Note, says: "agent " + m.version.String() + " is new enough" + m.proof}}
		}
		for _, p := range list {
			if of[p] == nil {
				order = append(order, p)
			}
			of[p] = append(of[p], m.name)
		}
	}
	for _, p := range order {
		t.add(Finding{Severity: p.severity, Field: FieldAgent, Message: named(of[p], p.says), Fix: p.fix})
	}
}

// named puts the names of machines before what is said of each.
func named(names []string, says string) string {
	const most = 3
	count := len(names)
	switch {
	case names[0] == "":
		return says
	case count > 1 && slices.Contains(names, someInstance):
		return strconv.Itoa(count) + " container instances: " + says
	case count > most:
		return strings.Join(names[:most], ", ") + " and " + strconv.Itoa(count-most) + " more: " + says
	}
	return strings.Join(names, ", ") + ": " + says
}

// shortName is the id at the end of the ARN of an instance.
func shortName(arn string) string {
	if arn == "" {
		return someInstance
	}
	return shorten(arn[strings.LastIndexByte(arn, '/')+1:])
}

const someInstance = "container instance" // one without an ARN

// judgeFailures says what ECS does not describe. An unknown cluster is another thing
// than an instance that is gone.
func (t *task) judgeFailures(ms []*machine, alone bool) {
	of := map[string][]string{}
	var order []string
	for _, m := range ms {
		if m.Failure == "" {
			continue
		}
		if of[m.Failure] == nil {
			order = append(order, m.Failure)
		}
		of[m.Failure] = append(of[m.Failure], m.name)
	}
	for _, reason := range order {
		fix := "describe the instances that the cluster has now"
		if alone && reason == "MISSING" {
			fix = "check the name of the cluster and its region: aws ecs list-container-instances --cluster NAME"
		}
		t.warnOfAgent(named(of[reason], "not described by ECS ("+shorten(reason)+")"), fix)
	}
}
