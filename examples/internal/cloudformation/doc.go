// Package cloudformation evaluates a CloudFormation template as far as the
// template and what is given of its deployment decide it:
//
//	{"Fn::Sub": "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/app:${Tag}"}
//	    is "111122223333.dkr.ecr.us-east-1.amazonaws.com/app:${Tag}" with a gap
//	    for ${Tag}: the parameter Tag has no default, pass -parameter Tag=VALUE
//
// Parameters, conditions, mappings and the intrinsic functions follow the template
// reference and the user guide (read on 2026-11-28):
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html
//
// Values keep their places. The kept Go libraries do not: goformation decodes into
// structs, and rain's parse package keeps YAML nodes but evaluates nothing.
//
// What only the deployment knows is a gap that says why and what would tell it:
// exports of other stacks, Parameter Store, dynamic references, nested stacks,
// macros, and attributes of resources that are not there yet. What the template
// itself makes impossible, such as a key that a mapping does not have, is a
// Problem: CloudFormation refuses to deploy that.
package cloudformation
