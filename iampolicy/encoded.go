package iampolicy

import (
	"errors"
	"net/url"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy/internal/match"
	"github.com/seed-293f0d42/ecrkit/internal/quote"
)

// ParseEncoded is [Parse] for the URL-encoded documents (RFC 3986) that IAM's
// GetPolicyVersion, GetRolePolicy, GetRole and their like return through the
// SDKs. A plus sign is a plus sign, not a space. Offsets in a [*ParseError] count
// in the encoded text.
func ParseEncoded(s string) (Document, error) {
	if i := strings.IndexAny(s, "{}\"<>\\^`| \t\r\n"); i >= 0 {
		return Document{}, failAt(i, "character "+quote.Text(s[i:i+1])+" is not URL-encoded", "a plain JSON document is for Parse")
	}
	plain, err := url.PathUnescape(s)
	if err != nil {
		return Document{}, badPercent(s, err)
	}
	d, err := Parse([]byte(plain))
	var pe *ParseError
	if errors.As(err, &pe) {
		pe.Offset = encodedOffset(s, pe.Offset)
	}
	return d, err
}

// badPercent says where the first % stands that two hexadecimal digits do not
// follow, which package url does not.
func badPercent(s string, err error) *ParseError {
	at := 0
	for at < len(s) && !(s[at] == '%' && !isEscape(s[at:])) {
		at++
	}
	e := failAt(at, "bad URL encoding: "+quote.Text(s[at:min(at+3, len(s))]), "write % and two hexadecimal digits")
	e.Err = err
	return e
}

func isEscape(s string) bool { return len(s) > 2 && isHex(s[1]) && isHex(s[2]) }

func isHex(c byte) bool {
	c = match.Lower(c)
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f'
}

// encodedOffset returns where byte n of the decoded text begins in s.
func encodedOffset(s string, n int64) int64 {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		if s[i] == '%' {
			i += 2
		}
		i++
	}
	return int64(i)
}
