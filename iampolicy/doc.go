// Package iampolicy reads, writes, builds, judges and evaluates IAM policy
// documents, and knows the ones that Amazon ECR and Amazon ECS need.
//
// # Documents
//
// Parse takes this grammar, JSON in UTF-8, members in any order:
//
//	document  = { ["Version": "2012-10-17" | "2008-10-17"] ["Id": string] "Statement": statement | [statement…] }
//	statement = { ["Sid": string] "Effect": "Allow" | "Deny"
//	              [("Principal" | "NotPrincipal"): "*" | { type: strings … }]
//	              ("Action" | "NotAction"): strings
//	              [("Resource" | "NotResource"): strings]
//	              ["Condition": { operator: { key: scalars … } … }] }
//	type      = "AWS" | "Service" | "Federated" | "CanonicalUser"
//	strings   = string | [string…]
//	scalars   = scalar | [scalar…]
//	scalar    = string | number | true | false
//
// Lists and objects may be empty. Names are in this case only; no object has a
// name twice, and operators and keys of conditions do not differ in case only.
// A document has at most MaxSize bytes, a Condition at most 200 operators.
//
// AppendJSON is the exact inverse: the same JSON value, compact, in this order
// of members. What other models lose is kept:
//
//	in the text                         in the Document
//	"Action":"ecr:*"                    Single
//	"Action":["ecr:*"]                  not Single
//	"Action":[]                         Items empty, not nil
//	"Sid":""  "Id":""  "Principal":{}   EmptySID, EmptyID, Principal.Empty
//	"Condition":{}                      Condition empty, not nil
//	{"Bool":{"k":true}}                 Scalar{"true", ScalarBool}
//	{"NumericEquals":{"k":1e2}}         Scalar{"1e2", ScalarNumber}
//
// Parse refuses what encoding/json lets pass: "effect" for "Effect", a member
// twice, an unknown member, null. It also refuses {"*":"*"} as a Principal,
// which some tools write and AWS's grammar does not have. It accepts what AWS
// accepts and no policy should have, and characters that AWS's API refuses
// (those above U+00FF): Lint reports them.
//
// AddStatement, ReplaceStatement and RemoveStatement change one statement in a
// text and leave every other byte as it was.
//
// # Decisions
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
// Lint judges a document for the place it is attached to; Equivalent and Diff
// compare two by what they decide.
//
// # Recipes
//
// Every policy that AWS's guides print for ECR and ECS is a function (ECSPull,
// Pull, Push, RepositoryPull, TrustECSTasks …); Recipes lists them by stable
// ids. Managed has AWS's managed policies for ECR.
//
// # Sources
//
// The grammar, limits and evaluation are those of the IAM user guide
// (awsdocs/iam-user-guide@651083f, May 2023), the recipes those of the ECR and
// ECS guides, as of 2026-11-23. The tables name their edition: ActionsEdition,
// ManagedEdition. Tables answer questions and never veto: an action that is not
// in the table is as good as another.
package iampolicy
