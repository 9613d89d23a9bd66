package lint_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
	"github.com/seed-293f0d42/ecrkit/internal/golden"
)

// nearestTo returns the action that Lint would write in place of another, ""
// if it names none.
func nearestTo(t *testing.T, action string) string {
	t.Helper()
	findings := lint.Run(iampolicy.NewDocument(iampolicy.Allow(action).On("*")), identity)
	i := slices.IndexFunc(findings, func(f lint.Finding) bool { return f.Code == "INVALID_ACTION" })
	require.GreaterOrEqual(t, i, 0, action)
	name, ok := strings.CutPrefix(findings[i].Fix, `write "`)
	if !ok {
		return ""
	}
	return strings.TrimSuffix(name, `"`)
}

func TestLintNearest(t *testing.T) {
	for _, c := range []struct{ action, want, why string }{
		{"GetImage", "BatchGetImage", "the word that is missing is no letter more or less"},
		{"GetImages", "BatchGetImage", "the verb counts before the plural of ListImages"},
		{"PullImage", "BatchGetImage", "a pull reads; PutImage is only three letters away"},
		{"GetManifest", "BatchGetImage", "what a pull gets"},
		{"BatchGetImagee", "BatchGetImage", "a letter too many"},
		{"batchgetimages", "BatchGetImage", "no capitals to tell words by"},
		{"GetLayer", "GetDownloadUrlForLayer", "words are missing in the middle"},
		{"DownloadUrlForLayer", "GetDownloadUrlForLayer", "the verb is another"},
		{"GetAuthToken", "GetAuthorizationToken", "a word cut short"},
		{"GetAutorizationToken", "GetAuthorizationToken", "a word misspelled"},
		{"AuthorizationToken", "GetAuthorizationToken", "no verb"},
		{"GetLogin", "GetAuthorizationToken", "the old command of the CLI"},
		{"GetLoginPassword", "GetAuthorizationToken", "the new one"},
		{"CheckLayerAvailability", "BatchCheckLayerAvailability", "without Batch"},
		{"ListRepositories", "DescribeRepositories", "List and Describe are alike"},
		{"GetRepository", "DescribeRepositories", "and Get"},
		{"PushImage", "PutImage", "as Docker calls it"},
		{"PutImgae", "PutImage", "two letters in the wrong order"},
		{"PutLayer", "UploadLayerPart", "another verb for writing"},
		{"UplodLayerPart", "UploadLayerPart", "a verb misspelled"},
		{"RemoveImage", "BatchDeleteImage", "another verb for deleting"},
		{"PutRepositoryPolicy", "SetRepositoryPolicy", "Put and Set are alike"},
		{"SetLifecyclePolicy", "PutLifecyclePolicy", "either way"},
		{"CreateRepo", "CreateRepository", "as one says it"},
		{"DeletePolicy", "", "there are three, and a guess would delete the wrong one"},
		{"TagImage", "", "PutImage is two letters away and does something else"},
		{"PetImage", "", "Get and Put are equally near"},
		{"GeDownloadUrlForLayer", "GetDownloadUrlForLayer", "a letter of the verb is missing"},
		{"PutsImage", "PutImage", "a letter too many in a short verb"},
		{"StertImageScan", "StartImageScan", "a letter wrong in one that has no other name"},
		{"PutImagexx", "PutImage", "two letters too many, of ten"},
		{"GetZImage", "", "Z is a capital"},
		{"GetawayImage", "", "another word than Get"},
		{"GetPolicyForRepository", "GetRepositoryPolicy", "For says nothing"},
		{"GetRepoRepository", "DescribeRepositories", "a word twice is one word"},
		{"LayerUpload", "", "nobody who forgets the verb is told to write"},
		{"ListImageReferrers", "", "what no action has words for"},
		{"Pull*", "", "a verb alone says nothing"},
		{strings.Repeat("GetImage", 1000), "", "no name at all"},
	} {
		want := c.want
		if want != "" {
			want = "ecr:" + want
		}
		require.Equal(t, want, nearestTo(t, "ecr:"+c.action), "%s: %s", c.action, c.why)
	}
}

// TestLintNearestWhole holds what is written in place of every action of ECR in six
// ways of misspelling it, so that a change of the rule shows all that it changes.
func TestLintNearestWhole(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	for a := range iampolicy.Actions() {
		service, name, _ := strings.Cut(a.Name, ":")
		middle := len(name) / 2
		for _, text := range []string{name + "s", name[1:], name[:len(name)-2], name[:middle] + name[middle+1:],
			strings.TrimPrefix(name, "Batch"),
			strings.NewReplacer("Get", "Fetch", "Describe", "Show", "Put", "Push", "Delete", "Remove", "Create", "Add", "Update",
				"Edit").Replace(name),
			strings.ToLower(name) + "x", strings.ReplaceAll(name, "Repository", "Repo"), "For" + name, strings.ToUpper(name[:3]) + name[3:]} {
			if _, exists := iampolicy.LookupAction(service + ":" + text); !exists {
				fmt.Fprintf(&out, "%s:%s %q\n", service, text, nearestTo(t, service+":"+text))
			}
		}
	}
	for _, text := range []string{"G", "Ge", "Gt", "Tag", "Tags", "Untg", "TagRepository", "tagresourc", "ImportImages", "Star", "StartScan",
		"batch", "BatchBatch", "Batch", "GetGetImage", "GetURL", "GETImage", "GetImageURL", "GetXYZImage", "ImageImage", "GetImage[", "GetImage@",
		"Registry", "Pt", "PuImage", "Delet", "Gelete", "LayerForGet", strings.Repeat("x", 100), "Get" + strings.Repeat("Image", 20)} {
		fmt.Fprintf(&out, "ecr:%s %q\n", text, nearestTo(t, "ecr:"+text))
	}
	golden.File(t, "testdata/nearest.golden", []byte(out.String()))
}

// TestLintNearestMany: of many misspelled names the right one is looked for 200 times, and
// of one name once.
func TestLintNearestMany(t *testing.T) {
	t.Parallel()
	names := append(texts(250, "ecr:GetDownloadUrlForLayer%d"), "ecr:GetDownloadUrlForLayer0")
	near := 0
	for _, f := range lint.Run(iampolicy.NewDocument(iampolicy.Allow(names...).On("*")), identity) {
		if f.Code == "INVALID_ACTION" && f.Fix == `write "ecr:GetDownloadUrlForLayer"` {
			near++
		}
	}
	require.Equal(t, 201, near)
}

// TestLintNearestLevel holds that no misspelling of an action that reads leads
// to one that writes, and none of one that deletes to anything else: with
// another verb, without Batch, in the plural, a letter less, more or moved.
func TestLintNearestLevel(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("-short leaves out a typo in every letter of every action")
	}
	reading := []string{"Get", "List", "Describe", "Pull", "Fetch", "Read", "Download", "View", "Show"}
	deleting := []string{"Delete", "Remove"}
	seen := 0
	for a := range iampolicy.Actions() {
		service, name, _ := strings.Cut(a.Name, ":")
		rest := strings.TrimPrefix(name, "Batch")
		_, end := firstWord(rest)
		for _, verb := range append(reading, deleting...) {
			for _, typo := range typos(verb + rest[end:]) {
				action := service + ":" + typo
				if _, ok := iampolicy.LookupAction(action); ok || strings.HasPrefix(typo, "s") {
					continue
				}
				near, ok := iampolicy.LookupAction(nearestTo(t, action))
				if !ok {
					continue
				}
				seen++
				if slices.Contains(deleting, verb) {
					require.Contains(t, near.Name, "Delete", action)
				} else {
					require.Zero(t, near.Access&^(iampolicy.AccessRead|iampolicy.AccessList), "%s: %s", action, near.Name)
				}
			}
		}
	}
	require.Greater(t, seen, 2000)
}

// firstWord returns the first word of a name and where it ends.
func firstWord(name string) (word string, end int) {
	end = strings.IndexFunc(name[1:], func(r rune) bool { return 'A' <= r && r <= 'Z' }) + 1
	return name[:end], end
}

// typos returns name and misspellings behind its first word.
func typos(name string) []string {
	_, end := firstWord(name)
	list := []string{name, name + "s", "Batch" + name, strings.TrimSuffix(name, "s"), name + "Info"}
	for i := end; i+1 < len(name); i += 3 {
		list = append(list, name[:i]+name[i+1:], name[:i]+name[i:i+1]+name[i:], name[:i]+name[i+1:i+2]+name[i:i+1]+name[i+2:])
	}
	return list
}
