// Package authz decides: may this principal do this action on this resource?
//
// [Compile] makes documents ready. [Policy.Decide] asks one policy alone,
// [Access.Decide] everything that stands between a caller and a resource. A nil
// field of an [Access] is a policy that does not exist; one that exists and is not
// known is named in Access.Unseen. The usual way from a role to an answer:
//
//	Compile(docs…)                        the policies of the role
//	Access{Identity: …, Resource: …}      with whatever else there is
//	Check(Request{Principal: …}, PullNeeds(image)…)
//	Report.OK, String, Fixes, Blockers    what is missing, what to add, what is in the way
//
// The default is no: a zero [Decision] denies, an unknown condition operator is an
// error of Compile, and a key or policy that is not known makes an answer that
// hangs on it [Undetermined]. Evaluation is that of the IAM user guide
// (awsdocs/iam-user-guide@651083f, May 2023).
//
// # Where AWS is silent
//
// What AWS does not document is read so that it grants less:
//
//   - AWS completes an ARN of fewer than six parts in an identity-based policy with
//     wildcards, Access Analyzer calls it an error, and of other policies nothing is
//     said. An Allow with such a Resource grants nothing, and with such a NotResource
//     neither ("NotResource": "arn:aws:ecr:*"); a Deny with one denies whatever the
//     completed ARN covers, in NotResource everything. So do Arn operators read it.
//   - An Action without a colon matches nothing; in NotAction it makes an Allow grant
//     nothing and a Deny deny everything.
//   - An empty list matches nothing, in NotAction and NotResource too; an operator
//     without keys, as in "StringEquals": {}, is no condition, so that its statement
//     does what it does without it. Access Analyzer reports both; so does lint.
//   - A key with several values under an operator without ForAllValues or
//     ForAnyValue: an Allow asks for all values to pass, a Deny for one.
//   - A value that is not of its operator's type equals nothing, so that a negated
//     operator holds. A document with such a value is refused by Compile.
//   - The variable of a multivalued key never has a value; of a key that is absent
//     it has its default. A Resource or NotResource with one that has none matches
//     nothing, a positive operator does not hold, a negated one does.
//   - The value "*" of an Arn operator stands for every ARN, and for no other text.
//   - A missing Version is 2008-10-17: variables are text.
//   - Whether a Deny with NotPrincipal spares a session that is not named, if its role
//     and account are: the IAM guide says so, an article of S3's asks for the session
//     too. It is spared, and the reasons hold one with [ClauseSession].
//
// # Work
//
// Compile is linear in the documents. A decision looks at statements about the
// action only, and its work is bounded: see [Policy.Decide] for the length of
// patterns and Request.OpenContext for what is unknown. Past a bound the answer is
// Undetermined.
package authz
