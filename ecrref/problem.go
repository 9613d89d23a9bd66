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
	noSuffix
	afterRegion
	noFIPS
	afterHost // what follows a host is neither "/" nor the end
	afterRegistry
	noPath
	badAlias
	shortAlias
	longAlias
	noName
	badName
	shortName
	longName
	afterName
	afterRepository
	badTag
	longTag
	afterTag
	badAlgorithm
	badDigest
	afterDigest
	badARN
	publicARN
	badPartition
	badARNService
	otherPartition
	badResource
	imageARN
	otherProblems // from here on it is not a byte that does not fit
	badURL
	plainHTTP
	apiURL
	digestOnly
	registryOnly
	ambiguousARN
	zeroValue
	zeroRegistry
	publicOnly
	tooLongForECS
	tooLongForDocker
)

// problems says which part each problem concerns and what is wrong in general;
// describe finds better words where the text allows.
var problems = [...]struct {
	part Part
	msg  string
}{
	none:             {},
	empty:            {PartReference, "the text is empty"},
	badHost:          {PartHost, "this is not the host of an ECR registry"},
	badAccount:       {PartAccount, "an account ID has 12 digits and nothing else"},
	badService:       {PartService, `the account ID is followed by ".dkr.ecr.", ".dkr.ecr-fips.", ".dkr-ecr." or ".dkr-ecr-fips."`},
	badRegion:        {PartRegion, "this is not shaped like the region of any partition"},
	badSuffix:        {PartSuffix, "this is not the host suffix of the region"},
	noSuffix:         {PartSuffix, "the host ends after the region"},
	afterRegion:      {PartRegion, "a region is nothing but its name"},
	noFIPS:           {PartService, "the partition has no FIPS registry hosts"},
	afterHost:        {PartHost, `the host is followed by "/"`},
	afterRegistry:    {PartHost, "a registry is a host and nothing else"},
	noPath:           {PartRepository, "the repository is missing"},
	badAlias:         {PartAlias, `an alias is a lower-case letter, then lower-case letters and digits with single ".", "_" or "-" between them`},
	shortAlias:       {PartAlias, "an alias begins with a lower-case letter and another letter or digit"},
	longAlias:        {PartAlias, "an alias has at most 50 characters"},
	noName:           {PartRepository, "a repository in the public gallery is alias/name; one of the two is missing"},
	badName:          {PartRepository, "each part of a repository name begins and ends with a lower-case letter or a digit"},
	shortName:        {PartRepository, "repository names have at least 2 characters"},
	longName:         {PartRepository, "repository names have at most 256 characters, in the public gallery 205"},
	afterName:        {PartRepository, "this cannot stand in a repository name"},
	afterRepository:  {PartRepository, "a repository has no tag and no digest"},
	badTag:           {PartTag, `a tag begins with a letter, a digit or "_"`},
	longTag:          {PartTag, "tags have at most 128 characters"},
	afterTag:         {PartTag, "this cannot stand in a tag"},
	badAlgorithm:     {PartDigest, `a digest begins with "sha256:"`},
	badDigest:        {PartDigest, "a sha256 digest has 64 hexadecimal digits in lower case"},
	afterDigest:      {PartDigest, "the digest ends after 64 hexadecimal digits"},
	badARN:           {PartARN, `an ARN begins with "arn:"`},
	publicARN:        {PartARN, "an ECR Public ARN holds the account of its owner, but no alias, so it names no image"},
	badPartition:     {PartPartition, "this is not the ID of a partition"},
	badARNService:    {PartARN, "this is not an ARN of the service ecr"},
	otherPartition:   {PartRegion, "the region belongs to another partition"},
	badResource:      {PartARN, `the account ID is followed by ":repository/"`},
	imageARN:         {PartDigest, "this is the ARN of an image, not of a repository"},
	otherProblems:    {},
	badURL:           {PartScheme, `the schemes are "https://", "docker://", "docker-pullable://" and "oci://"`},
	plainHTTP:        {PartScheme, "ECR answers https only"},
	apiURL:           {PartRepository, "a URL that begins with /v2/ is a call of the registry API"},
	digestOnly:       {PartReference, "a digest alone names no registry"},
	registryOnly:     {PartRepository, "this names a registry and no repository"},
	ambiguousARN:     {PartTag, "this is a tag or a digest"},
	zeroValue:        {PartReference, "the receiver is the zero value"},
	zeroRegistry:     {PartHost, "the registry is the zero value"},
	publicOnly:       {PartHost, "the public gallery has no account, no region and no FIPS host"},
	tooLongForECS:    {PartReference, "ECS takes at most 255 characters, not counting a digest"},
	tooLongForDocker: {PartRepository, "Docker takes at most 255 characters after the host"},
}
