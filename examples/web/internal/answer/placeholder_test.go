package answer_test

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/internal/awsfile"
	"github.com/seed-293f0d42/ecrkit/examples/web/internal/answer"
)

var placeholders = []string{
	"", "app", "app:v1", "host/app:${TAG}", "host/app:$TAG", "<image>", "{{ .Image }}", "XXXX", "xxxxapp", "@TAG@", "@tag@", "@@", "@_@",
	"app:@IMAGE_TAG@", "%TAG%", "%%", "%a%", "__TAG__", "____", "_____", "__A__", "__A_", "__A_B__", "a__b__", "__a__", "___A___", "[[x",
	"REPLACEME", "REPLACE_ME", "CHANGE__ME", "app:PLACEHOLDER", "TO_BE_REPLACED", "TOBE_REPLACED", "TO__BE_REPLACED", "IMAGE_TAG",
	"app:IMAGE_TAG", "app:MY_IMAGE_TAG", "app:IMAGE_TAGS", "app-DOCKER_ID-x", "IMAGE", "IMAGE:v1", "IMAGE/x", "IMAGE@sha256:1",
	"IMAGE1_2:a\nb",
	"Image", "1IMAGE", "your-app", "YOUR_APP", "<your app", "yours", "your", "éIMAGE_TAG", "IMAGE_TAGé", "_IMAGE_TAG", "\xffIMAGE_TAG",
}

// TestPlaceholders: the page says what preflight says.
func TestPlaceholders(t *testing.T) {
	for _, text := range placeholders {
		comparePlaceholder(t, text)
	}
}

func FuzzPlaceholder(f *testing.F) {
	for _, text := range placeholders {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { comparePlaceholder(t, text) })
}

func comparePlaceholder(t *testing.T, text string) {
	t.Helper()
	for _, row := range []struct {
		name      string
		got, want func(string) bool
	}{
		{"IsPlaceholder", answer.IsPlaceholder, awsfile.IsPlaceholder},
		{"IsImagePlaceholder", answer.IsImagePlaceholder, awsfile.IsImagePlaceholder},
		{"HasMarker", answer.HasMarker, awsfile.HasMarker},
	} {
		if got, want := row.got(text), row.want(text); got != want {
			t.Errorf("%s(%q) = %v, awsfile says %v", row.name, text, got, want)
		}
	}
}
