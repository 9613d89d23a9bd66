package growth

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
	"github.com/seed-293f0d42/ecrkit/iampolicy/compare"
	"github.com/seed-293f0d42/ecrkit/iampolicy/lint"
)

// kibibytes goes up to iampolicy.MaxSize.
var kibibytes = []int{1 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20}

// documents is each of documentOperations on each of shapes.
func documents() (list []Series) {
	for _, o := range documentOperations {
		for _, s := range shapes {
			list = append(list, Series{
				Operation: o.name, Input: s.name, Hostile: s.hostile, Unit: "byte",
				Sizes: kibibytes, Counted: 16 << 10, Claim: o.claim,
				Prepare: func(n int) func() bool { return o.prepare(s.of(n - n/64)) }, // what is put beside it has room in MaxSize
			})
		}
	}
	return list
}

var documentOperations = []struct {
	name    string
	claim   Claim
	prepare func(d iampolicy.Document) func() bool
}{
	{"iampolicy.Parse", Linear, func(d iampolicy.Document) func() bool {
		text := d.AppendJSON(nil)
		return func() bool { return must(iampolicy.Parse(text)).Version != "" }
	}},
	{"Document.AppendJSON", Linear, func(d iampolicy.Document) func() bool {
		buf := d.AppendJSON(nil)
		return func() bool { buf = d.AppendJSON(buf[:0]); return true }
	}},
	{"Document.Minimize", Bounded, func(d iampolicy.Document) func() bool {
		return func() bool { return d.Minimize().Version != "" }
	}},
	{"authz.Compile", Linear, func(d iampolicy.Document) func() bool {
		return func() bool { return must(authz.Compile(d)) != nil }
	}},
	{"lint.Run", Linear, func(d iampolicy.Document) func() bool {
		return func() bool {
			return !slices.ContainsFunc(lint.Run(d, iampolicy.KindIdentity), func(f lint.Finding) bool { return f.Code == "WORK_LIMIT_REACHED" })
		}
	}},
	{"compare.Equivalent", Bounded, func(d iampolicy.Document) func() bool {
		other := reversed(d)
		return func() bool { return compare.Equivalent(d, other) } // they are
	}},
	{"compare.Added", Bounded, func(d iampolicy.Document) func() bool {
		more := d
		more.Statement.Items = append(slices.Clone(d.Statement.Items), iampolicy.Allow("ecr:PutImage", "new:*").On("*"))
		return func() bool {
			changes, known := compare.Added(d, more)
			if known && len(changes) == 0 {
				panic("nothing is added for certain")
			}
			return known
		}
	}},
	{"compare.Grants", Bounded, func(d iampolicy.Document) func() bool {
		return func() bool {
			_, granted, known := compare.Grants(d, []string{"new:Action"}, nil)
			if granted {
				panic("grants what it does not name")
			}
			return known
		}
	}},
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// reversed returns d from the last statement and item to the first.
func reversed(d iampolicy.Document) iampolicy.Document {
	d.Statement.Items = turned(d.Statement.Items)
	for i := range d.Statement.Items {
		s := &d.Statement.Items[i]
		s.Action.Items, s.NotAction.Items, s.Resource.Items = turned(s.Action.Items), turned(s.NotAction.Items), turned(s.Resource.Items)
	}
	return d
}

func turned[T any](list []T) []T {
	list = slices.Clone(list)
	slices.Reverse(list)
	return list
}

const repository = "arn:aws:ecr:us-east-1:123456789012:repository/"

// shapes are the ways in which a document can be long.
var shapes = []struct {
	name    string
	hostile bool
	of      func(n int) iampolicy.Document
}{
	{"a statement for each repository", false, func(n int) iampolicy.Document {
		return statements(n, func(i int) iampolicy.Statement {
			return iampolicy.Allow("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer").On(fmt.Sprint(repository, "team/app", i))
		})
	}},
	{"a statement for each function", false, func(n int) iampolicy.Document {
		return statements(n, func(i int) iampolicy.Statement {
			return iampolicy.Allow("ecr:BatchGetImage").On("*").
				When("StringLike", "aws:SourceArn", fmt.Sprintf("arn:aws:lambda:us-east-1:%012d:function:*", i))
		})
	}},
	{"one list of repositories", false, func(n int) iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow("ecr:BatchGetImage").On(items(n, repository+"app%d")...))
	}},
	{"one list of actions", false, func(n int) iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow(items(n, "s3:Action%d")...).On("*"))
	}},
	{"statements with NotAction", true, func(n int) iampolicy.Document {
		return statements(n, func(i int) iampolicy.Statement {
			s := iampolicy.Allow("ecr:PutImage", "new:*", fmt.Sprintf("s%d:*", i)).On(repository + "*")
			s.Action, s.NotAction = s.NotAction, s.Action
			return s
		})
	}},
	{"patterns of actions", true, func(n int) iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow(items(n, "ecr:*a%d*b")...).On("*"))
	}},
	{"patterns of denied resources", true, func(n int) iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow("s3:*").On("*"), iampolicy.Deny("s3:*").On(items(n, "arn:aws:s3:::*a%d*b")...))
	}},
	{"patterns of values", true, func(n int) iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow("ecr:BatchGetImage").On("*").
			When("ArnLike", "aws:SourceArn", items(n, "arn:*:a%d*b")...))
	}},
	{"one long pattern", true, func(n int) iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow("ecr:BatchGetImage").On(repository + strings.Repeat("*a", n/2) + "b"))
	}},
	{"escapes and variables", true, func(n int) iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow("s3:GetObject").On("arn:aws:s3:::a/" + strings.Repeat("\x01${aws:x}", n/14)))
	}},
}

// statements makes a document of about n bytes.
func statements(n int, of func(i int) iampolicy.Statement) iampolicy.Document {
	d := iampolicy.NewDocument()
	for size := 0; size < n; size++ {
		s := of(len(d.Statement.Items))
		d.Statement.Items = append(d.Statement.Items, s)
		size += len(s.String())
	}
	return d
}

// items makes a list that takes about n bytes in a document.
func items(n int, form string) (list []string) {
	for size := 0; size < n; size += len(`"",`) {
		list = append(list, fmt.Sprintf(form, len(list)))
		size += len(list[len(list)-1])
	}
	return list
}

func quote(s string) string { return fmt.Sprintf("%q", s) }
