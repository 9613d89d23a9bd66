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
	emptyTag
	digestInTag
	zeroValue // from here on it is not the text, or its length
	zeroRegistry
	publicOnly
	tooLongForECS
	tooLongForDocker
)

// problems says which part each problem concerns, what is wrong in general and
// what to do, and how to find better words where the text allows.
var problems = [...]struct {
	part     Part
	msg      string
	hint     string
	describe func(report)
}{
	none:       {},
	empty:      {PartReference, "the text is empty", "an image in ECR is host/repository:tag", nil},
	badHost:    {PartHost, "this is not the host of an ECR registry", "", report.badHost},
	badAccount: {PartAccount, "an account ID has 12 digits and nothing else", "", report.badAccount},
	badService: {PartService, `the account ID is followed by ".dkr.ecr.", ".dkr.ecr-fips.", ".dkr-ecr." or ".dkr-ecr-fips."`, "",
		report.badService},
	badRegion:   {PartRegion, "this is not shaped like the region of any partition", "", report.badRegion},
	badSuffix:   {PartSuffix, "this is not the host suffix of the region", "", report.badSuffix},
	noSuffix:    {PartSuffix, "the host ends after the region", "", report.noSuffix},
	afterRegion: {PartRegion, "a region is nothing but its name", "", report.afterRegion},
	noFIPS:      {PartService, "the partition has no FIPS registry hosts", "", report.noFIPS},
	afterHost:   {PartHost, `the host is followed by "/"`, "", report.afterHost},
	afterRegistry: {PartHost, "a registry is a host and nothing else", "for a repository there is ParseRepository, for an image Parse",
		nil},
	noPath: {PartRepository, "the repository is missing", "", report.registryOnly},
	badAlias: {PartAlias,
		`an alias is a lower-case letter, then lower-case letters and digits with single ".", "_" or "-" between them`, "", nil},
	shortAlias: {PartAlias, "an alias begins with a lower-case letter and another letter or digit", "", nil},
	longAlias:  {PartAlias, "an alias has at most 50 characters", "", nil},
	noName: {PartRepository, "a repository in the public gallery is alias/name; one of the two is missing",
		"an image of the gallery is public.ecr.aws/ALIAS/NAME", nil},
	badName: {PartRepository, "each part of a repository name begins and ends with a lower-case letter or a digit", "",
		report.badName},
	shortName:       {PartRepository, "repository names have at least 2 characters", "a namespace counts: team/a has 6", nil},
	longName:        {PartRepository, "repository names have at most 256 characters, in the public gallery 205", "", nil},
	afterName:       {PartRepository, "this cannot stand in a repository name", "", report.afterName},
	afterRepository: {PartRepository, "a repository has no tag and no digest", "for an image there is Parse", nil},
	badTag:          {PartTag, `a tag begins with a letter, a digit or "_"`, "", report.badTag},
	longTag:         {PartTag, "tags have at most 128 characters", "", nil},
	afterTag:        {PartTag, "this cannot stand in a tag", "", report.badTag},
	badAlgorithm:    {PartDigest, `a digest begins with "sha256:"`, "ECR and ECS know sha256 digests only; a tag comes after \":\"", nil},
	badDigest:       {PartDigest, "a sha256 digest has 64 hexadecimal digits in lower case", "", report.badDigest},
	afterDigest:     {PartDigest, "the digest ends after 64 hexadecimal digits", "", nil},
	badARN: {PartARN, `an ARN begins with "arn:"`,
		"an ARN of a repository looks like arn:aws:ecr:us-west-2:123456789012:repository/name", nil},
	publicARN: {PartARN, "an ECR Public ARN holds the account of its owner, but no alias, so it names no image",
		"the image is public.ecr.aws/ALIAS/NAME", nil},
	badPartition: {PartPartition, "this is not the ID of a partition", "", report.badPartition},
	badARNService: {PartARN, "this is not an ARN of the service ecr",
		"an ARN of a repository looks like arn:aws:ecr:us-west-2:123456789012:repository/name", nil},
	otherPartition: {PartRegion, "the region belongs to another partition", "", report.badPartition},
	badResource: {PartARN, `the account ID is followed by ":repository/"`,
		"an ARN of a repository looks like arn:aws:ecr:us-west-2:123456789012:repository/name", report.badResource},
	imageARN:      {PartDigest, "this is the ARN of an image, not of a repository", "ParseAny reads it", nil},
	otherProblems: {},
	badURL:        {PartScheme, `the schemes are "https://", "docker://", "docker-pullable://" and "oci://"`, "", nil},
	plainHTTP:     {PartScheme, "ECR answers https only", "", nil},
	apiURL:        {PartRepository, "a URL that begins with /v2/ is a call of the registry API", "", report.apiURL},
	digestOnly: {PartReference, "a digest alone names no registry",
		"put the registry and the repository before it: ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY@sha256:…", nil},
	registryOnly:     {PartRepository, "this names a registry and no repository", "", report.registryOnly},
	ambiguousARN:     {PartTag, "this is a tag or a digest", "", nil},
	emptyTag:         {PartTag, "the tag is empty", "", nil},
	digestInTag:      {PartTag, "a digest is not part of a tag", "", nil},
	zeroValue:        {PartReference, "the receiver is the zero value", "", nil},
	zeroRegistry:     {PartHost, "the registry is the zero value", "", nil},
	publicOnly:       {PartHost, "the public gallery has no account, no region and no FIPS host", "", nil},
	tooLongForECS:    {PartReference, "ECS takes at most 255 characters, not counting a digest", "", nil},
	tooLongForDocker: {PartRepository, "Docker takes at most 255 characters after the host", "", nil},
}
