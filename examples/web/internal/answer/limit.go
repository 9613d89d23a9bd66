package answer

import "strconv"

// maxField is how many bytes a field may hold that are not white space: all policies
// that a role may have by default, 10 managed ones of 6,144 characters and 10,240 in its
// own, of which AWS counts no white space either
// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). A task
// definition has at most 64 KiB.
const maxField = 10*6_144 + 10_240

// maxContainers is how many containers a task definition may have:
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html
const maxContainers = 10

// tooLong says that a field holds more than is judged while somebody types, or nil.
func tooLong(text string, field Field) *Finding {
	if len(text) <= maxField || sizeOf(text) <= maxField {
		return nil
	}
	return &Finding{Severity: Warning, Field: field, Fix: "give it to the program preflight, which takes files of any length",
		Message: "too long for this page, which judges at most " + strconv.Itoa(maxField/1000) + " kB a field, white space aside: " +
			"nothing of this field was judged"}
}

func sizeOf(text string) (n int) {
	for i := range len(text) {
		switch text[i] {
		case ' ', '\t', '\r', '\n':
		default:
			n++
		}
	}
	return n
}

// limitContainers leaves more containers unjudged than a task definition may have.
func (t *task) limitContainers() {
	if n := len(t.containers); n > maxContainers {
		t.containers = nil
		t.add(Finding{Severity: Warning, Field: FieldImage, Fix: "paste one task definition, or give the file to the program preflight",
			Message: "these are " + strconv.Itoa(n) + " containers, and a task definition has at most " + strconv.Itoa(maxContainers) +
				": none of them was judged"})
	}
}
