// Package authz decides: may this principal do this action on this resource?
//
// Compile makes documents ready. Policy.Decide asks one policy alone, Access
// everything that stands between a caller and a resource; a nil field of an
// Access is a policy that does not exist, so what is merely not known has to be
// said by the caller. The usual way from a role to an answer:
//
//	Compile(docs…)                        the policies of the role
//	Access{Identity: …}                   with whatever else there is
//	Check(Request{Principal: …}, PullNeeds(image)…)
//	Report.OK, Missing, Fixes, Blockers   what is missing, and what to add
//
// The default is no: a zero Decision denies, an unknown condition operator is an
// error of Compile, and a key that is not known makes an answer that hangs on it
// Undetermined. Evaluation is that of the IAM user guide
// (awsdocs/iam-user-guide@651083f, May 2023).
package authz
