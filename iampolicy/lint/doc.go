// Package lint says what is wrong with one policy document, judged by the place it
// is attached to.
//
// Run returns findings, each with a code, where it is (JSON pointer) and what to
// write instead. Checks is the table of codes. Where IAM Access Analyzer has a
// code, it is used; those of this package alone begin with ECR_ where they are
// about Amazon ECR. A finding never changes a decision: for those see package
// authz.
package lint
