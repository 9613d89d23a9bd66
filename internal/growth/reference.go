package growth

import (
	"strings"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// references are long texts that are none: what is wrong is found in one look.
func references() (list []Series) {
	const host = "123456789012.dkr.ecr.us-west-2.amazonaws.com/"
	for _, piece := range []string{"a", "a/", "@", "%40", "${", "eyJ", "\xff", "AWS:"} {
		list = append(list, Series{
			Operation: "ecrref.ParseAny", Input: "a host and many " + quote(piece), Hostile: true, Unit: "byte",
			Sizes: kibibytes, Counted: 16 << 10,
			Prepare: func(n int) func() bool {
				text := host + strings.Repeat(piece, n/len(piece))
				return func() bool {
					if _, err := ecrref.ParseAny(text); err == nil {
						panic("no error")
					}
					return true
				}
			},
		})
	}
	return list
}
