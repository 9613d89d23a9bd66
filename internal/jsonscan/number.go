package jsonscan

// number steps over the number that begins here.
func (s *Scanner) number() {
	n := numberLen(s.text[s.at:])
	if n == 0 {
		s.Fail(s.at, "bad number", "write digits without leading zeros, or a string in double quotes")
	}
	s.at += n
}

// IsNumber reports whether the whole of s is a JSON number.
func IsNumber(s string) bool { return s != "" && numberLen(s) == len(s) }

// numberLen returns the length of the JSON number at the start of s, 0 when
// there is none or when it goes on as no number does.
func numberLen(s string) int {
	i := 0
	if s[0] == '-' {
		i++
	}
	whole := digits(s[i:])
	if whole == 0 || whole > 1 && s[i] == '0' {
		return 0
	}
	i += whole
	if i < len(s) && s[i] == '.' {
		fraction := digits(s[i+1:])
		if fraction == 0 {
			return 0
		}
		i += 1 + fraction
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		n := exponentLen(s[i+1:])
		if n == 0 {
			return 0
		}
		i += 1 + n
	}
	if i < len(s) && isWordByte(s[i]) {
		return 0
	}
	return i
}

func exponentLen(s string) int {
	sign := 0
	if s != "" && (s[0] == '+' || s[0] == '-') {
		sign = 1
	}
	n := digits(s[sign:])
	if n == 0 {
		return 0
	}
	return sign + n
}

func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}
