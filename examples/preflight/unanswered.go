package main

import "slices"

// What AWS did not answer was put into findings where it was asked.

// saidBefore returns the findings of one rule that reading the input made.
func (in *input) saidBefore(rule string) []finding {
	return slices.DeleteFunc(slices.Clone(in.unknown), func(f finding) bool { return f.Rule != rule })
}

func awsUnanswered(in *input) []finding { return in.saidBefore("aws-unanswered") }
