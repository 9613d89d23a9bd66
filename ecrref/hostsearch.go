package ecrref

import "strings"

// findHost returns where the next host of a registry may begin at or after
// from, and where to search for the one after it; start is -1 when there is none.
//
// Each host holds 12 bytes of a rare kind: the 12 digits of an account, the
// start of "public.ecr.aws" or of "ecr-public.aws.com". Any 12 bytes hold one
// of the groups of 4 that begin every 9 bytes, so it is enough to look at these.
func findHost(text string, from int) (start, next int) {
	for {
		i := findGroup(text, from+groupStep-1)
		if i < 0 {
			return -1, len(text)
		}
		if start, next = hostAt(text, i); start >= 0 {
			return start, next
		}
		from = next
	}
}

// hostAt returns the host that the group at i belongs to. Of the text before
// the group it looks at the 8 bytes that findGroup has passed over.
func hostAt(text string, i int) (start, next int) {
	if text[i]&0xF0 == '0' {
		end := run(text, i, digit)
		if strings.HasPrefix(text[end:], ".dkr.ecr") || strings.HasPrefix(text[end:], ".dkr-ecr") {
			return end - accountLen, end
		}
		return -1, end
	}
	from := i - groupStep + 1
	near := text[from:min(len(text), i+len(publicDualHost)+1)]
	for _, host := range [...]string{publicHost + "/", publicDualHost + "/"} {
		if at := strings.Index(near, host); at >= 0 {
			return from + at, from + at + len(host)
		}
	}
	return -1, i + 1
}

const (
	groupLen  = 4
	groupStep = accountLen - groupLen + 1
	groupHash = 0xc9e9c617 // a multiplier that gives each group below a place of its own
	groupBits = 5
)

// findGroup returns the first of i, i+groupStep, i+2*groupStep … where 4 bytes
// of digits or of a public host begin, or -1.
func findGroup(text string, i int) int {
	for ; i+groupLen <= len(text); i += groupStep {
		b := text[i : i+groupLen]
		g := uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
		isDigits := g&(g+0x06060606)&0xF0F0F0F0 == 0x30303030 // from ':' on 6 more is no 0x3…
		if isDigits || publicGroups[g*groupHash>>(32-groupBits)] == g {
			return i
		}
	}
	return -1
}

// publicGroups holds each 4 bytes of "public.ecr.a" and of "ecr-public.a".
var publicGroups = [1 << groupBits]uint32{
	1:  0x63696c62, // "blic"
	2:  0x702d7263, // "cr-p"
	3:  0x6275702d, // "-pub"
	4:  0x63652e63, // "c.ec"
	5:  0x75702d72, // "r-pu"
	10: 0x2d726365, // "ecr-"
	11: 0x7263652e, // ".ecr"
	13: 0x2e726365, // "ecr."
	15: 0x612e7263, // "cr.a"
	16: 0x612e6369, // "ic.a"
	22: 0x6c627570, // "publ"
	24: 0x696c6275, // "ubli"
	25: 0x2e63696c, // "lic."
	28: 0x652e6369, // "ic.e"
}
