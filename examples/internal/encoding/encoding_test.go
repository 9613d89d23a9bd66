package encoding_test

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/encoding"
	"github.com/stretchr/testify/require"
)

func TestIsUTF16(t *testing.T) {
	for _, row := range []struct {
		text string
		want bool
		why  string
	}{
		{"\xff\xfe{\x00", true, "with a mark"},
		{"\xfe\xff\x00{", true, "with a mark, in the other order of bytes"},
		{"{\x00}\x00", true, "without a mark"},
		{"\x00{\x00}", true, "without a mark, in the other order of bytes"},
		{"{}", false, "UTF-8"},
		{"\xef\xbb\xbf{}", false, "UTF-8 with a mark"},
		{"\x00\x00", false, "binary"},
		{"x\x00y\x00text", false, "binary that begins like UTF-16"},
		{"x\x00y\x00z\x00\xe9\x00\xe9\x00\xe9\x00\xe9\x00\xe9\x00\xac\x20", true, "not all is ASCII later"},
		{"{", false, "one byte"},
		{"", false, "nothing"},
	} {
		require.Equal(t, row.want, encoding.IsUTF16([]byte(row.text)), row.why)
	}
}
