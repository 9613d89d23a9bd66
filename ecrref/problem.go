package ecrref

// A problem is what the scanners found wrong; none is no problem.
type problem uint8

const (
	none problem = iota
	empty
	badHost
	badAccount
	badService
	badRegion
	badSuffix
	noFIPS
	noDualStack
	afterHost
	noPath
	badAlias
	shortAlias
	longAlias
	noName
	badName
	shortName
	longName
	afterName
	badTag
	longTag
	afterTag
	badAlgorithm
	badDigest
	afterDigest
	badARN
	badPartition
	badARNService
	otherPartition
	badResource
	zeroValue
	publicOnly
)

var problems = [...]struct {
	part Part
	msg  string
}{
	none:           {},
	empty:          {PartReference, "empty"},
	badHost:        {PartHost, "not the host of an ECR registry"},
	badAccount:     {PartAccount, "the account ID has to be 12 digits"},
	badService:     {PartService, `after the account ID comes ".dkr.ecr.", ".dkr.ecr-fips.", ".dkr-ecr." or ".dkr-ecr-fips."`},
	badRegion:      {PartRegion, "not a region of any partition"},
	badSuffix:      {PartSuffix, "wrong host suffix"},
	noFIPS:         {PartService, "the partition has no FIPS registry hosts"},
	noDualStack:    {PartService, "the partition has no dual-stack registry hosts"},
	afterHost:      {PartHost, "unexpected text after the host"},
	noPath:         {PartRepository, "the repository is missing"},
	badAlias:       {PartAlias, "an alias begins with a lower-case letter and holds lower-case letters, digits and single . _ - between them"},
	shortAlias:     {PartAlias, "an alias begins with a lower-case letter and another letter or digit"},
	longAlias:      {PartAlias, "an alias has at most 50 characters"},
	noName:         {PartRepository, "the repository name is missing after the alias"},
	badName:        {PartRepository, "a repository name holds lower-case letters and digits, with . _ __ - or / between them"},
	shortName:      {PartRepository, "a repository name has at least 2 characters"},
	longName:       {PartRepository, "the repository name is too long"},
	afterName:      {PartRepository, "unexpected text after the repository name"},
	badTag:         {PartTag, "a tag begins with a letter, a digit or _"},
	longTag:        {PartTag, "a tag has at most 128 characters"},
	afterTag:       {PartTag, "unexpected text after the tag"},
	badAlgorithm:   {PartDigest, "a digest begins with sha256:"},
	badDigest:      {PartDigest, "a sha256 digest has 64 lower-case hexadecimal digits"},
	afterDigest:    {PartDigest, "unexpected text after the digest"},
	badARN:         {PartARN, "an ARN begins with arn:"},
	badPartition:   {PartPartition, "not the ID of a partition"},
	badARNService:  {PartARN, "not an ARN of the service ecr"},
	otherPartition: {PartRegion, "the region belongs to another partition"},
	badResource:    {PartARN, "after the account ID comes :repository/"},
	zeroValue:      {PartReference, "the receiver is the zero value"},
	publicOnly:     {PartHost, "the public gallery has no account, region or FIPS host"},
}

// newError describes problem p at an offset of the input of fn.
func newError(fn, input string, offset int, p problem) error {
	return &ParseError{Func: fn, Input: input, Offset: offset, Part: problems[p].part, Msg: problems[p].msg}
}
