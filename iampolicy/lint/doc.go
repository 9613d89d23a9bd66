// Package lint says what is wrong with one policy document, judged by the place it
// is attached to.
//
// [Run] returns findings, each with a code, where it is (JSON pointer) and what to
// write instead. [Checks] is the table that Run walks. Where IAM Access Analyzer has
// a code for a finding, it is used, with its severity:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
// (read 2026-11-28). Codes of this package alone begin with ECR_ or ECS_ where they
// are about Amazon ECR or Amazon ECS.
//
// A finding never changes a decision: for those see package authz. What is known of
// actions and condition keys is [iampolicy.Actions] and [iampolicy.Keys]; of
// partitions, Regions and image references, package ecrref. A name that is newer than
// those tables is reported, and the message names the edition that was asked.
//
// To add a check, write its row in checks.go, its function in the file of its
// subject and a row in the test table of that subject. The function gets the element
// that the row names: the document, a statement, principal, action, resource,
// condition, value or variable.
//
// Run takes time in proportion to the document's length. What would take more, such
// as the comparison of all wildcards of a list with each other, stops at a bound that
// no policy reaches which AWS takes, and the finding WORK_LIMIT_REACHED says so.
package lint
