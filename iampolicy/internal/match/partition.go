package match

// RegionPartitions maps the beginning of a Region's name to its partition;
// all others are in aws.
var RegionPartitions = [...]struct{ Prefix, Partition string }{
	{"cn-", "aws-cn"},
	{"us-gov-", "aws-us-gov"},
	{"us-iso-", "aws-iso"},
	{"us-isob-", "aws-iso-b"},
	{"eu-isoe-", "aws-iso-e"},
	{"us-isof-", "aws-iso-f"},
	{"eusc-", "aws-eusc"},
}
