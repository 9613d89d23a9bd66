// Package iampolicy reads, writes, builds and edits IAM policy documents. It knows
// the ones that Amazon ECS needs to pull images from Amazon ECR.
//
// # Documents
//
// [Parse] takes this grammar, JSON in UTF-8, members in any order:
//
//	document  = { ["Version": "2012-10-17" | "2008-10-17"] ["Id": string]
//	              "Statement": statement | [statement…] }
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
// A document has at most [MaxSize] bytes, a Condition at most 200 operators.
//
// [Document.AppendJSON] is the exact inverse: the same JSON value, compact, in this
// order of members. What other models lose is kept:
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
// (those above U+00FF): lint.Run reports them.
//
// [AddStatement], [ReplaceStatement] and [RemoveStatement] change one statement in a
// text and leave every other byte as it was. [Document.Minimize], [Document.Split]
// and [Merge] give other documents that mean the same. Their work on a document of
// [MaxSize] is bounded, as each of them says.
//
// # Policies that ECS needs
//
// [ECSPull], [Pull] and [Push] are the policies that Amazon ECS users need to pull and
// push images. What can be done with a document is a package each:
//
//   - [github.com/seed-293f0d42/ecrkit/iampolicy/recipe]: the policies that AWS's guides print, and AWS's managed ones
//   - [github.com/seed-293f0d42/ecrkit/iampolicy/lint]: what is wrong with a document
//   - [github.com/seed-293f0d42/ecrkit/iampolicy/authz]: what documents allow and deny, and what is missing
//   - [github.com/seed-293f0d42/ecrkit/iampolicy/compare]: whether two documents mean the same
//
// # Sources
//
// The grammar and limits are those of the IAM user guide
// (awsdocs/iam-user-guide@651083f, May 2023). The tables of actions and of
// condition keys name their editions, [ActionsEdition] and [KeysEdition]. Tables
// answer questions and never veto: an action or key that is not in its table is as
// good as another. [AbsentKeys] are those of which AWS documents that a request
// never holds them.
package iampolicy
