package ecrref

import "strings"

// ARN returns the ARN of a private repository. A repository of the public
// gallery has one too, but it holds the owner's account ID, which the alias
// does not tell: ok is false, as it is for the zero Repository.
func (r Repository) ARN() (arn string, ok bool) {
	g := r.Registry()
	if g.Kind() != Private {
		return "", false
	}
	return "arn:" + g.Partition() + ":ecr:" + g.Region() + ":" + g.AccountID() + ":repository/" + r.Name(), true
}

// ParseARN parses the ARN of a private repository, of any partition:
//
//	arn:partition:ecr:region:account:repository/name
//
// The repository has the IPv4 host of its registry. An ARN of ECR Public is an
// error: it holds the account of the owner and not the alias that a reference
// needs.
func ParseARN(arn string) (Repository, error) {
	r, end, p := scanARN(arn)
	if p == none && end < len(arn) {
		p = afterName
		if s := arn[:end]; arn[end] == ':' && strings.HasSuffix(s, "/sha256") {
			p = imageARN
		}
	}
	if p != none {
		return Repository{}, parseARNEntry.err(arn, end, p)
	}
	return r, nil
}

var parseARNEntry = entry{name: "ParseARN", mend: arnOf, scan: func(s string) (int, problem) {
	_, end, p := scanARN(s)
	return end, p
}}

// arnOf returns the ARN of the repository that s names, "" if it is cut off or
// has no ARN, and s if it names none.
func arnOf(s string) string {
	if r, end, _ := parseRepository(s); end == len(s) {
		s, _ = r.ARN()
	}
	return s
}

// arn = "arn:" partition ":ecr:" region ":" account ":repository/" name
func scanARN(s string) (Repository, int, problem) {
	if !strings.HasPrefix(s, "arn:") {
		return Repository{}, common(s, "arn:"), badARN
	}
	part, i, p := scanPartition(s, len("arn:"))
	if p != none {
		return Repository{}, i, p
	}
	if strings.HasPrefix(s[i:], ":ecr-public:") {
		return Repository{}, i + len(":ecr"), publicARN
	}
	if !strings.HasPrefix(s[i:], ":ecr:") {
		return Repository{}, i + common(s[i:], ":ecr:"), badARNService
	}
	start := i + len(":ecr:")
	of, i, p := scanRegion(s, start)
	switch {
	case of != part:
		stop := regionStop(s, start, func(in partition) bool { return in == part })
		if p == none {
			p = otherPartition
		}
		return Repository{}, stop, p
	case i == len(s) || s[i] != ':':
		return Repository{}, i, badRegion
	}
	region, account := s[start:i], i+1
	n, p := scanAccount(s[account:])
	i = account + n
	if p != none {
		return Repository{}, i, p
	}
	if !strings.HasPrefix(s[i:], ":repository/") {
		return Repository{}, i + common(s[i:], ":repository/"), badResource
	}
	name := i + len(":repository/")
	end, p := scanPath(s, name, 0)
	if p != none {
		return Repository{}, end, p
	}
	host, lay, _ := privateHost(s[account:account+accountLen], region, part, 0)
	return Repository{host + "/" + s[name:end], lay}, end, none
}

// scanPartition scans the ID of a partition.
func scanPartition(s string, i int) (partition, int, problem) {
	end := i
	for end < len(s) && s[end] != ':' {
		end++
	}
	far := i
	for n := 1; n < len(partitions); n++ {
		id := partitions[n].ID
		if id == s[i:end] {
			return partition(n), end, none
		}
		far = max(far, i+common(s[i:end], id))
	}
	return 0, far, badPartition
}
