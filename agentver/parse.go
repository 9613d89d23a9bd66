package agentver

import (
	"math"
	"strconv"
)

// Parse reads one agent version in its canonical form, as in versionInfo's
// agentVersion, the agent's VERSION file or a git tag:
//
//	version    = [ "v" ] number "." number "." number [ "-" pre ] [ "+" build ]
//	number     = "0" | nonzero { digit }
//	pre        = identifier { "." identifier }
//	build      = identifier { "." identifier }
//	identifier = ( letter | digit | "-" ) { letter | digit | "-" }
//
// This is Semantic Versioning 2.0.0 with at most one lower-case v in front. All
// characters are ASCII. An identifier of pre that has digits only has no leading
// zero. A number fits an int, so it is at most 2^63-1 (2^31-1 on a 32-bit
// machine).
//
// The error is a *ParseError that says what to write instead. [Extract] reads
// the other texts in which AWS reports an agent version.
func Parse(s string) (Version, error) {
	if v, ok := scanVersion(s); ok {
		return v, nil
	}
	return Version{}, explainVersion(s)
}

// MustParse is like Parse but panics on an error. It is for versions that are
// written in the program.
func MustParse(s string) Version {
	v, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return v
}

// scanVersion is Parse without the error. It walks s once and packs the numbers
// as it goes.
func scanVersion(s string) (v Version, ok bool) {
	if s != "" && s[0] == 'v' {
		s = s[1:]
	}
	var core, n numbers
	start, dots, i := 0, 0, 0
	for ; i < len(s); i++ {
		if d := s[i] - '0'; d <= 9 {
			n = n*10 + numbers(d)
			continue
		}
		if s[i] != '.' || dots == 2 {
			break
		}
		if width := i - start; width != 1 && (width == 0 || width > packedDigits || s[start] == '0') {
			return scanLarge(s)
		}
		core, n, start = core<<numberBits|n, 0, i+1
		dots++
	}
	if width := i - start; dots != 2 || width != 1 && (width == 0 || width > packedDigits || s[start] == '0') {
		return scanLarge(s)
	}
	if i < len(s) && !scanSuffix(s, i, digit) {
		return Version{}, false
	}
	return Version{s, core<<numberBits | n}, true
}

// scanLarge is scanVersion for numbers of any size, and for texts that are no
// versions.
func scanLarge(s string) (v Version, ok bool) {
	var n [3]int
	i := -1
	for part := range n {
		if part > 0 && (i >= len(s) || s[i] != '.') {
			return Version{}, false
		}
		n[part], i = scanNumber(s, i+1)
	}
	if !scanSuffix(s, i, digit) {
		return Version{}, false
	}
	return Version{s, pack(n[0], n[1], n[2])}, true
}

// noNumber is an end that is past the end of every text.
const noNumber = math.MaxInt

// safeDigits is how many digits always fit an int: 18, or 9 on a 32-bit machine.
const safeDigits = 9 * (math.MaxInt>>32&1 + 1)

// scanNumber returns the number at byte i of s and where it ends, or noNumber if
// there is none, if it has a leading zero or if it does not fit.
func scanNumber(s string, i int) (n, end int) {
	for end = i; end < len(s); end++ {
		d := s[end] - '0'
		if d > 9 {
			break
		}
		n = n*10 + int(d)
	}
	switch digits := end - i; {
	case digits == 1:
		return n, end
	case digits == 0 || s[i] == '0' || digits > safeDigits && !fits(s[i:end]):
		return 0, noNumber
	}
	return n, end
}

// fits reports whether a number fits an int.
func fits(digits string) bool {
	_, err := strconv.ParseInt(digits, 10, strconv.IntSize)
	return err == nil
}

// Classes of bytes.
const (
	digit = 1 << iota
	letter
	hyphen
)

// class tells the classes of all bytes.
var class = [256]uint8{
	'0': digit, '1': digit, '2': digit, '3': digit, '4': digit, '5': digit, '6': digit, '7': digit, '8': digit, '9': digit,
	'a': letter, 'b': letter, 'c': letter, 'd': letter, 'e': letter, 'f': letter, 'g': letter, 'h': letter, 'i': letter,
	'j': letter, 'k': letter, 'l': letter, 'm': letter, 'n': letter, 'o': letter, 'p': letter, 'q': letter, 'r': letter,
	's': letter, 't': letter, 'u': letter, 'v': letter, 'w': letter, 'x': letter, 'y': letter, 'z': letter,
	'A': letter, 'B': letter, 'C': letter, 'D': letter, 'E': letter, 'F': letter, 'G': letter, 'H': letter, 'I': letter,
	'J': letter, 'K': letter, 'L': letter, 'M': letter, 'N': letter, 'O': letter, 'P': letter, 'Q': letter, 'R': letter,
	'S': letter, 'T': letter, 'U': letter, 'V': letter, 'W': letter, 'X': letter, 'Y': letter, 'Z': letter,
	'-': hyphen,
}

// scanSuffix reports whether what follows byte i of s is a pre-release, build
// metadata, or both. Identifiers of the pre-release that consist of the class
// strict have no leading zero.
func scanSuffix(s string, i int, strict uint8) bool {
	if i < len(s) && s[i] == '-' {
		i = scanIdentifiers(s, i+1, strict)
	}
	if i < len(s) && s[i] == '+' {
		i = scanIdentifiers(s, i+1, 0)
	}
	return i == len(s)
}

// scanIdentifiers returns the end of the dot-separated identifiers at byte i of
// s, or noNumber when one is empty or, being of the class strict, has a leading zero.
func scanIdentifiers(s string, i int, strict uint8) int {
	for {
		start, classes := i, uint8(0)
		for ; i < len(s); i++ {
			c := class[s[i]]
			if c == 0 {
				break
			}
			classes |= c
		}
		if i == start || classes == strict && i-start > 1 && s[start] == '0' {
			return noNumber
		}
		if i == len(s) || s[i] != '.' {
			return i
		}
		i++
	}
}

func isDigit(c byte) bool { return c-'0' <= 9 }

func isLetter(c byte) bool { return class[c] == letter }

func isIdentifierByte(c byte) bool { return class[c] != 0 }
