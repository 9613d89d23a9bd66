package answer

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/seed-293f0d42/ecrkit/ecrref"
)

// answer joins what was found.
func (t *task) answer() Answer {
	var a Answer
	all := slices.Clone(t.findings)
	ofTask := judge(CanPull, t.findings)
	for _, c := range t.containers {
		a.Images = append(a.Images, Image{shorten(c.name), shorten(shownImage(c.image.text)), t.verdict(c, ofTask)})
		all = append(all, c.findings...)
	}
	a.show(all)
	a.Verdict = t.sumUp(a.Images)
	a.Sum = sentence(a.Verdict, a.Images)
	if (a.Verdict == CanPull || a.Verdict == Undecided) && t.needsRole() {
		a.Presumed = []string{"no service control policy", "no resource control policy", "no VPC endpoint policy",
			"no permissions boundary", "no repository policy that denies it"}
		if t.puller.assumed != "" {
			a.Presumed = append(a.Presumed, t.puller.assumed)
		}
	}
	return a
}

// mostShown is how many findings are shown: who reads them mends the first, and a page
// with thousands does not move.
const mostShown = 100

// show keeps the findings that decide first, with their places.
func (a *Answer) show(fs []Finding) {
	fs = sorted(fs)
	a.Findings = fs[:min(len(fs), mostShown)]
	a.More = len(fs) - len(a.Findings)
	for i, f := range a.Findings {
		if f.place != nil {
			a.Findings[i].Caret = f.place()
		}
		a.Findings[i].place = nil
	}
}

// sorted puts what decides first. Among findings of one severity the order stays.
func sorted(fs []Finding) []Finding {
	rank := map[Severity]int{Failure: 0, Warning: 1, Note: 2}
	fs = slices.Clone(fs)
	slices.SortStableFunc(fs, func(a, b Finding) int { return cmp.Compare(rank[a.Severity], rank[b.Severity]) })
	return fs
}

// shownImage is an image with REDACTED in place of what may be a secret.
func shownImage(image string) string {
	if _, err := ecrref.Parse(image); err != nil {
		return err.(*ecrref.ParseError).Input
	}
	return image
}

// verdict joins what is said about a container with what holds for the task.
func (t *task) verdict(c *container, ofTask Verdict) Verdict {
	switch c.origin {
	case elsewhere:
		return judge(Outside, c.findings)
	case publicECR:
		return judge(CanPull, c.findings)
	}
	if v := judge(ofTask, c.findings); ofTask != WillFail {
		return v
	}
	return WillFail
}

// judge returns the verdict that findings leave of a verdict without any.
func judge(v Verdict, fs []Finding) Verdict {
	for _, f := range fs {
		switch f.Severity {
		case Failure:
			return WillFail
		case Warning:
			v = Undecided
		}
	}
	return v
}

// sumUp is the worst verdict of the images, or of what could not be read.
func (t *task) sumUp(images []Image) Verdict {
	best := Outside
	for _, i := range images {
		if i.Verdict != Outside {
			best = CanPull
		}
	}
	if len(images) == 0 {
		best = Undecided
	}
	var all []Finding
	for _, c := range t.containers {
		all = append(all, c.findings...)
	}
	if t.needsRole() || len(images) == 0 {
		all = append(all, t.findings...)
	}
	return judge(best, all)
}

func sentence(v Verdict, images []Image) string {
	failing, inside := 0, 0
	for _, i := range images {
		switch i.Verdict {
		case WillFail:
			failing, inside = failing+1, inside+1
		case CanPull, Undecided:
			inside++
		}
	}
	switch v {
	case WillFail:
		return "Amazon ECS will not be able to pull " + counted(failing, len(images)) + "."
	case Undecided:
		return "Undecided: something is missing for an answer."
	case Outside:
		return "No image is in Amazon ECR: nothing to decide."
	}
	return "Amazon ECS can pull " + counted(inside, len(images)) + " from Amazon ECR."
}

func counted(n, of int) string {
	switch {
	case of == 1:
		return "this image"
	case n == of:
		return "these " + strconv.Itoa(n) + " images"
	}
	return strconv.Itoa(n) + " of these " + strconv.Itoa(of) + " images"
}
