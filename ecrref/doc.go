// Package ecrref reads, builds and changes references to images in Amazon ECR.
// They look like these:
//
//	123456789012.dkr.ecr.us-west-2.amazonaws.com/team/app:v1
//	public.ecr.aws/nginx/nginx@sha256:…
//
// [Parse] takes the canonical text and nothing else; [ParseAny] also takes
// URLs, ARNs and hosts in capitals. Both tell the byte that does not fit and,
// where it can be known, what to write instead. A parsed value is small,
// comparable and always valid: whatever is built or changed is checked by the
// same rules.
//
// [Find] yields every reference in a text, package pullcache maps images of
// other registries to the repositories of a pull-through cache and back,
// package ecrtag says what tags mean to ECR, and package dockerref converts to
// and from the types of distribution/reference.
//
// # Grammar
//
// In the notation of RFC 5234, where text in quotes is matched in lower case
// only and LOWER is "a" to "z":
//
//	reference     = repository [":" tag] ["@" digest]
//	repository    = private-host "/" name / public-host "/" alias "/" public-name
//	private-host  = account "." service "." region "." suffix
//	public-host   = "public.ecr.aws" / "ecr-public.aws.com"
//	account       = 12DIGIT
//	service       = "dkr.ecr" / "dkr.ecr-fips" / "dkr-ecr" / "dkr-ecr-fips"
//	region        = head "-" 1*(LOWER / DIGIT) "-" 1*DIGIT / new-region
//	new-region    = 2LOWER "-" 1*LOWER "-" 1*DIGIT
//	head          = "af" / "ap" / "ca" / "cn" / "eu" / "eu-isoe" / "eusc-de" / "il" / "me" / "mx" / "sa" /
//	                "us" / "us-gov" / "us-iso" / "us-isob" / "us-isof"
//	name          = component *("/" component)
//	component     = word *(separator word)
//	separator     = "." / "_" / "__" / 1*"-"
//	word          = 1*(LOWER / DIGIT)
//	alias         = LOWER word *(old-separator word)
//	public-name   = old-component *("/" old-component)
//	old-component = word *(old-separator word)
//	old-separator = "." / "_" / "-"
//	tag           = (ALPHA / DIGIT / "_") *127(ALPHA / DIGIT / "_" / "." / "-")
//	digest        = "sha256:" 64(DIGIT / "a" / "b" / "c" / "d" / "e" / "f")
//	arn           = "arn:" partition ":ecr:" region ":" account ":repository/" name
//
// A name has 2 to 256 characters, a public name 2 to 205, an alias 2 to 50, a
// region at most 25.
//
// The head of a region says its partition, and the partition says the suffix:
//
//	partition   dkr.ecr, dkr.ecr-fips   dkr-ecr, dkr-ecr-fips
//	aws         amazonaws.com           on.aws
//	aws-us-gov  amazonaws.com           on.aws
//	aws-cn      amazonaws.com.cn        on.amazonwebservices.com.cn
//	aws-eusc    amazonaws.eu            on.amazonwebservices.eu
//	aws-iso     c2s.ic.gov              on.aws.ic.gov
//	aws-iso-b   sc2s.sgov.gov           on.aws.scloud
//	aws-iso-e   cloud.adc-e.uk          on.cloud-aws.adc-e.uk
//	aws-iso-f   csp.hci.ic.gov          on.aws.hci.ic.gov
//
// A new-region, whose head is none of these, is one of partition aws.
//
// # Which function for which program
//
//   - Reads configuration that it also writes: [Parse] takes one text for one image.
//   - Takes what a person or another tool has written: [ParseAny] also reads URLs, ARNs and hosts in capitals.
//   - Logs in, or keeps credentials by host: [ParseRegistryAny] reads hosts, server URLs, /v2/ calls, images and ARNs.
//   - Keeps policies or calls the ECR API: [ParseARN], [Repository.ARN], [Registry.APIRegion].
//   - Scans files, logs or messages: [Find] finds what Parse takes in any text.
//   - Builds references: [PrivateRegistry], [PublicRegistry], [Registry.Repository] and the methods With….
//   - Talks to libraries of Docker or containerd: package dockerref.
//   - Maps docker.io, quay.io or ghcr.io to ECR: package pullcache.
//
// # Regions
//
// A region is known by its shape, never by a list: ap-southeast-9 and
// nz-north-1 parse today and s3 never will. [RegionPartition] says which
// partition has the shape, [LookupRegion] answers from a list whose age
// [RegionsEdition] tells. A new head is no error because AWS adds heads to
// partition aws, il in 2023 and mx in 2025; other partitions have one each.
//
// # Hosts
//
// Which hosts AWS documents, which are by analogy, and which of them
// docker-credential-ecr-login 0.12.0 takes:
//
//	host                                           known from                                        helper
//	dkr.ecr.REGION.SUFFIX                          endpoint data, the ECR guide: every partition     yes
//	dkr.ecr-fips.REGION.amazonaws.com              endpoint data: six regions of aws and aws-us-gov  yes
//	dkr.ecr-fips elsewhere                         tests of Kubernetes, ECS agent and Bottlerocket   yes
//	dkr-ecr[-fips].REGION.on.aws                   the ECR guide                                     yes
//	dkr-ecr.REGION.on.amazonwebservices.com.cn     Kubernetes, EKS                                   yes
//	dkr-ecr in aws-iso, -b, -e, -f                 comments of the ECS agent                         no
//	dkr-ecr.REGION.on.amazonwebservices.eu         by analogy: "on." before the dual-stack domain    no
//	public.ecr.aws, ecr-public.aws.com             the ECR Public guide                              yes
//
// The ECS agent (ecs-agent/utils/uri) writes the last but one without its
// "on.", dkr-ecr.eusc-de-east-1.amazonwebservices.eu, in a comment; all others
// there have it, so that form is refused and the hint adds it.
//
// # Decisions
//
// Where sources disagree or are silent, this package decides as follows.
//
//   - FIPS hosts are refused in aws-cn, where the endpoint data of AWS has none,
//     and parse everywhere else: all of them lie in domains of AWS. [LookupRegion]
//     tells in which regions that data has them.
//   - Dual-stack hosts parse in every partition. The dotted form
//     dkr.ecr.cn-north-1.on.amazonwebservices.com.cn, which one test table
//     holds, is refused: everything else writes dkr-ecr.
//   - A region that has the shape of no partition, such as lala-land-1, is
//     refused although other parsers take it: without a partition nobody can
//     say which suffix is right, and S3 has hosts of that form.
//   - Private names follow the rule of 2026-02 (a__b and a--b are names),
//     public names the older one, which the ECR Public API still states.
//   - Digests are sha256. OCI registers sha512 as well, but ECR and ECS
//     document sha256 only.
//   - Ports are refused, 443 included: credentials are stored by exact host.
//   - A tag of 64 hexadecimal digits is a tag. A tag and a digest may stand
//     together and both are kept.
//   - An ARN of ECR Public is refused. It holds the owner's account and a name
//     whose first component is no alias, so public.ecr.aws/name would be
//     somebody else's image.
//   - ParseAny refuses a https URL whose path begins with v2/: it is a call of
//     the registry API, and the error holds the image it is about. With any
//     other scheme or none, v2/app is a repository like others.
//   - ParseAny refuses a URL of a registry alone, such as the proxyEndpoint
//     that GetAuthorizationToken returns: it names no image. Use
//     [ParseRegistryAny], which takes calls of the registry API too.
//   - ParseAny refuses urn:aws:ecr:…, which one tool writes, and says what to
//     write.
//   - ecr.aws/arn:…/sha256:<64 digits> is refused: the resolver reads a
//     repository that ends in /sha256 and a tag, a person would read a digest.
//
// # Sources
//
// Hosts: AWS General Reference, "Amazon ECR endpoints and quotas"; Amazon ECR
// user guide, "Making requests to Amazon ECR registries". Partitions and
// regions: aws-sdk-go-v2, internal/endpoints/awsrulesfn/partitions.json and
// service/ecr/internal/endpoints. Names: the API models ecr (2026-02-25) and
// ecr-public. Tags: the OCI distribution specification. Image ARNs: the API
// model of Amazon Inspector. ecr.aws/arn:…: amazon-ecr-containerd-resolver.
// All were read on 2026-11-23 and 2026-11-28.
//
// # Limits
//
// The package does not know whether a registry, repository or image exists,
// knows no registries but ECR, and takes no custom domains or emulators: the
// error about the host of LocalStack says that it is one. That nothing is wrong
// with an image but that it is not in ECR says [ParseError].NotECR.
//
// # Compatibility
//
// Before v1.0.0 names may still change; the changelog says which. What never
// changes: a text that Parse accepts keeps its meaning, Parse(v.String()) is v,
// two values are == exactly when their texts are equal, and nothing that may be
// a secret is in an error. What may change in any release: the words of messages
// and hints, the table of regions, and which new forms, such as regions or
// partitions of AWS, are accepted.
package ecrref
