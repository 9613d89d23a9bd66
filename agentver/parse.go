package agentver

import "strconv"

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
// The error is a *ParseError that says what to write instead. Package agenttext
// reads the other texts in which AWS reports an agent version.
func Parse(s string) (Version, error) {
	v, f := scan(s)
	if f.kind != noFault {
		return Version{}, f.explain("Parse", s)
	}
	return v, nil
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

// fault is the first thing in a text that the grammar of Parse does not allow.
type fault struct {
	kind faultKind
	part Part
	at   int // byte
}

type faultKind uint8

const (
	noFault      faultKind = iota
	wrongByte              // neither the digit nor the dot that belongs here, or the end of the text
	leadingZero            // of a number, or of an identifier that is one
	tooLarge               // a number that does not fit an int
	noIdentifier           // nothing between the dots
	wrongEnd               // something behind the version
)

// scan walks s once, packs the numbers as it goes, and stops at the first fault.
func scan(s string) (Version, fault) {
	start := 0
	if s != "" && s[0] == 'v' {
		start = 1
	}
	var core numbers
	i, wide := start, false
	for part := PartMajor; ; part++ {
		first, n := i, numbers(0)
		for i < len(s) && isDigit(s[i]) {
			n = n*10 + numbers(s[i]-'0')
			i++
		}
		if width := i - first; width != 1 && (width == 0 || width > packedDigits || s[first] == '0') {
			if kind := checkNumber(s[first:i]); kind != noFault {
				return Version{}, fault{kind, part, first}
			}
			wide = true
		}
		core = core<<numberBits | n
		if part == PartPatch {
			break
		}
		if i == len(s) || s[i] != '.' {
			return Version{}, fault{wrongByte, part, i}
		}
		i++
	}
	if wide {
		core = notPacked
	}
	if i < len(s) {
		if f := scanSuffix(s, i); f.kind != noFault {
			return Version{}, f
		}
	}
	return Version{s[start:], core}, fault{}
}

// checkNumber says what is wrong with the digits of a number that are none, or
// many, or begin with a zero.
func checkNumber(digits string) faultKind {
	switch {
	case digits == "":
		return wrongByte
	case digits[0] == '0':
		return leadingZero
	case len(digits) > safeDigits && !fits(digits):
		return tooLarge
	}
	return noFault
}

// safeDigits is how many digits fit an int on every machine.
const safeDigits = 9

func fits(digits string) bool {
	_, err := strconv.Atoi(digits)
	return err == nil
}

// scanSuffix checks what follows the three numbers.
func scanSuffix(s string, i int) (f fault) {
	part := PartPatch
	if s[i] == '-' {
		part = PartPrerelease
		if i, f = scanIdentifiers(s, i+1, PartPrerelease); f.kind != noFault {
			return f
		}
	}
	if i < len(s) && s[i] == '+' {
		part = PartBuild
		if i, f = scanIdentifiers(s, i+1, PartBuild); f.kind != noFault {
			return f
		}
	}
	if i < len(s) {
		return fault{wrongEnd, part, i}
	}
	return fault{}
}

// scanIdentifiers returns the end of the dot-separated identifiers at byte i.
func scanIdentifiers(s string, i int, part Part) (end int, f fault) {
	for {
		start, classes := i, uint8(0)
		for i < len(s) && class[s[i]] != 0 {
			classes |= class[s[i]]
			i++
		}
		switch {
		case i == start:
			return i, fault{noIdentifier, part, i}
		case s[start] == '0' && classes == digit && i-start > 1 && part == PartPrerelease:
			return i, fault{leadingZero, part, start}
		case i == len(s) || s[i] != '.':
			return i, fault{}
		}
		i++
	}
}

// Classes of the bytes that may stand in an identifier.
const (
	digit = 1 << iota
	letter
	hyphen
)

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

func isDigit(c byte) bool { return c-'0' <= 9 }
