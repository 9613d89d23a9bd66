// Package jsonscan walks the bytes of a JSON text once, left to right. It is
// the only JSON reader of the core packages, which cannot use encoding/json:
// that package reads by reflection, its init is not free, it forgets members
// that come twice, and it does not say where in the text a value stands.
//
// The grammar is that of RFC 8259 (https://www.rfc-editor.org/rfc/rfc8259),
// sections 2 to 7, and nothing beside it:
//
//	text    = space value space
//	value   = object / array / string / number / "true" / "false" / "null"
//	object  = "{" space [ member *( "," member ) ] "}"
//	member  = space string space ":" space value space
//	array   = "[" space [ element *( "," element ) ] "]"
//	element = space value space
//	number  = [ "-" ] ( "0" / digit1-9 *digit ) [ "." 1*digit ] [ ( "e" / "E" ) [ "+" / "-" ] 1*digit ]
//	string  = quote *( unescaped / escape ) quote
//	escape  = "\" ( quote / "\" / "/" / "b" / "f" / "n" / "r" / "t" / "u" 4hex )
//	space   = *( " " / tab / line feed / carriage return )
//
// A Scanner from New is strict where the RFC leaves a choice: text that is not
// UTF-8 and an escape that is half of a surrogate pair are errors. One from Loose
// takes both, as programs do that read what other programs logged. In both, no
// value nests deeper than MaxDepth.
//
// A caller walks the grammar of its own:
//
//	s := jsonscan.New(text)
//	for s.Open('{'); s.Member(); {
//		switch s.Name() {
//		case "agentVersion":
//			version = s.String()
//		default:
//			s.Raw() // steps over the value, whatever it is
//		}
//	}
//	s.End()
//	if err := s.Err(); err != nil { … }
//
// The first error stays, and after it every loop ends and every value is empty, so
// that Err is asked once, at the end. A member that comes twice is not an error
// here: only the caller knows which names mean the same.
//
// Nothing is allocated but the text of strings that hold escapes, and errors.
package jsonscan
