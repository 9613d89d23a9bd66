package compare_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/compare"
)

func many(form string, n int) (list []string) {
	for i := range n {
		list = append(list, fmt.Sprintf(form, i))
	}
	return list
}

func manyStatements(n int, one func(i int) iampolicy.Statement) iampolicy.Document {
	list := make([]iampolicy.Statement, n)
	for i := range list {
		list[i] = one(i)
	}
	return iampolicy.NewDocument(list...)
}

const repository = "arn:aws:ecr:us-east-1:123456789012:repository/"

// costCases are documents of up to 1 MiB, each of a kind that takes some part of
// a comparison to its limit.
var costCases = []struct {
	why string
	d   func() iampolicy.Document
}{
	{"equal statements", func() iampolicy.Document {
		return manyStatements(10000, func(int) iampolicy.Statement { return iampolicy.Allow("ecr:ListImages").On(repository + "a") })
	}},
	{"a repository each", func() iampolicy.Document {
		return manyStatements(8000, func(i int) iampolicy.Statement {
			return iampolicy.Allow("ecr:ListImages").On(fmt.Sprint(repository, i))
		})
	}},
	{"patterns in statements", func() iampolicy.Document {
		return manyStatements(6000, func(i int) iampolicy.Statement {
			return iampolicy.Allow("ecr:L*").On(fmt.Sprint("arn:aws:ecr:*:*:repository/*a*", i, "*"))
		})
	}},
	{"actions", func() iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow(many("ecr:Action%d", 40000)...).On("*"))
	}},
	{"patterns of actions", func() iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow(many("s3:*a*b*%d*", 30000)...).On("*"))
	}},
	{"repositories", func() iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow("ecr:ListImages").On(many(repository+"%d", 16000)...))
	}},
	{"actions and repositories", func() iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow(many("ecr:Action%d", 10000)...).On(many(repository+"%d", 8000)...))
	}},
	{"accounts", func() iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow("ecr:ListImages").For(iampolicy.AWS(many("%012d", 40000)...)))
	}},
	{"roles in statements", func() iampolicy.Document {
		return manyStatements(5000, func(i int) iampolicy.Statement {
			return iampolicy.Allow("ecr:ListImages").For(iampolicy.AWS(fmt.Sprintf("arn:aws:iam::123456789012:role/r%d", i)))
		})
	}},
	{"values", func() iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow("ecr:ListImages").On("*").When("StringLike", "aws:SourceVpc", many("*a%d*b*", 50000)...))
	}},
	{"numbers", func() iampolicy.Document {
		return iampolicy.NewDocument(
			iampolicy.Allow("ecr:ListImages").On("*").When("NumericEquals", "aws:MultiFactorAuthAge", many("%d", 50000)...),
		)
	}},
	{"addresses", func() iampolicy.Document {
		return manyStatements(4000, func(i int) iampolicy.Statement {
			return iampolicy.Allow("ecr:ListImages").On("*").When("IpAddress", "aws:SourceIp", fmt.Sprintf("10.%d.%d.0/24", i/256, i%256))
		})
	}},
	{"keys", func() iampolicy.Document {
		s := iampolicy.Allow("ecr:ListImages").On("*")
		one := s.When("StringEquals", "key", "v").Condition[0]
		for i := range 10000 {
			one.Key = fmt.Sprintf("aws:ResourceTag/k%d", i)
			s.Condition = append(s.Condition, one)
		}
		return iampolicy.NewDocument(s)
	}},
	{"keys in statements", func() iampolicy.Document {
		return manyStatements(4000, func(i int) iampolicy.Statement {
			return iampolicy.Allow("ecr:ListImages").On("*").When("StringEquals", fmt.Sprintf("aws:ResourceTag/k%d", i), "v")
		})
	}},
	{"variables", func() iampolicy.Document {
		return manyStatements(4000, func(i int) iampolicy.Statement {
			return iampolicy.Allow("ecr:ListImages").On(fmt.Sprintf(repository+"${aws:PrincipalTag/k%d}/*", i))
		})
	}},
	{"a long pattern", func() iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow("ecr:ListImages").On(repository + "*" + strings.Repeat("a", 1<<19) + "*"))
	}},
	{"a long value", func() iampolicy.Document {
		return iampolicy.NewDocument(
			iampolicy.Allow("ecr:ListImages").On("*").When("StringLike", "aws:SourceVpc", "*"+strings.Repeat("a?", 1<<18)),
		)
	}},
}

// TestCost counts what it costs to compare each document with one that says a
// little more, and with one that says the same from the last statement and list
// item to the first.
func TestCost(t *testing.T) {
	if testing.Short() {
		t.Skip("documents of 1 MiB")
	}
	for _, c := range costCases {
		t.Run(c.why, func(t *testing.T) {
			d := c.d()
			more := d
			more.Statement.Items = append([]iampolicy.Statement{d.Statement.Items[0]}, d.Statement.Items...)
			more.Statement.Items[0].Action = iampolicy.OneOrMany[string]{Items: []string{"ecr:L*", "ecr:PutImage", "*:PutIt"}}
			if len(d.Statement.Items) == 1 {
				more.Statement.Items = more.Statement.Items[:1]
			}
			if work := compare.Work(d, more); work > compare.MaxWork+1 {
				t.Errorf("%d steps, want at most %d", work, compare.MaxWork)
			}
			require.False(t, compare.Equivalent(d, more))
			require.NotEmpty(t, compare.Diff(d, more))
			if changes, known := compare.Added(d, more); known && len(changes) == 0 {
				t.Error("nothing added for certain, but *:PutIt is new")
			}
			_, granted, _ := compare.Grants(d, []string{"ecr:PutImage"}, nil)
			require.False(t, granted)
			require.True(t, compare.Equivalent(d, reversed(d)))
		})
	}
}

// reversed returns d from the last statement and item to the first.
func reversed(d iampolicy.Document) iampolicy.Document {
	d.Statement.Items = slices.Clone(d.Statement.Items)
	slices.Reverse(d.Statement.Items)
	for i := range d.Statement.Items {
		s := &d.Statement.Items[i]
		for _, list := range []*[]string{&s.Action.Items, &s.Resource.Items, &s.Principal.AWS.Items} {
			*list = slices.Clone(*list)
			slices.Reverse(*list)
		}
		s.Condition = slices.Clone(s.Condition)
		slices.Reverse(s.Condition)
	}
	return d
}

// memoryCases are documents of nearly 1 MiB, and how many bytes Diff may allocate for
// each of theirs: what is worked out and not needed for the answer takes more.
var memoryCases = []struct {
	why  string
	d    func() iampolicy.Document
	most uint64
}{
	{"values of an ARN", func() iampolicy.Document {
		return iampolicy.NewDocument(
			iampolicy.Allow("ecr:ListImages").On("*").When("ArnLike", "aws:SourceArn", many("a:*:*:*:*:%d", 50000)...),
		)
	}, 150}, // once the work is spent, nothing is compared in other words
	{"denied repositories", func() iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Deny("ecr:L*").On(many("arn:aws:s3:::*%d*", 45000)...))
	}, 150}, // a glob is as large as it becomes from the start
	{"exceptions in statements", func() iampolicy.Document {
		return manyStatements(9000, func(i int) iampolicy.Statement {
			return iampolicy.Statement{
				Effect:    iampolicy.EffectAllow,
				NotAction: iampolicy.OneOrMany[string]{Items: []string{fmt.Sprint("ecr:a", i)}},
				Resource:  iampolicy.OneOrMany[string]{Items: []string{"*"}},
			}
		})
	}, 180}, // as with values of an ARN
	{"repositories", func() iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow("ecr:ListImages").On(many(repository+"%d", 16000)...))
	}, 50}, // names are no globs
	{"patterns of actions", func() iampolicy.Document {
		return iampolicy.NewDocument(iampolicy.Allow(many("s3:*a*b*%d*", 30000)...).On("*"))
	}, 320},
}

// TestMemory counts the bytes and the steps of a Diff.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("documents of 1 MiB")
	}
	for _, c := range memoryCases {
		t.Run(c.why, func(t *testing.T) {
			d := c.d()
			more := d
			more.Statement.Items = append([]iampolicy.Statement{iampolicy.Allow("ecr:*").On("*")}, d.Statement.Items...)
			if work := compare.Work(d, more); work > compare.MaxWork+1 {
				t.Errorf("%d steps, want at most %d", work, compare.MaxWork)
			}
			size := uint64(len(d.String()) + len(more.String()))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			compare.Diff(d, more)
			runtime.ReadMemStats(&after)
			if bytes := (after.TotalAlloc - before.TotalAlloc) / size; bytes > c.most {
				t.Errorf("Diff allocates %d bytes for each of the documents, want at most %d", bytes, c.most)
			}
		})
	}
}

// TestLittleWork: where the work does not suffice, nothing is said for certain that more
// work would take back.
func TestLittleWork(t *testing.T) {
	t.Parallel()
	unsure := 0
	for _, c := range addedCases {
		old, new := statementsOf(c.old), statementsOf(c.new)
		all, _ := compare.Added(old, new)
		same := compare.Equivalent(old, new)
		if compare.Work(old, new) < 1 && len(all) > 0 {
			t.Errorf("%s: looking for what is new cost nothing", c.why)
		}
		for work := 0; work < 1<<16; work += 1 + work/8 {
			changes, known := compare.AddedWithin(work, old, new)
			if known && len(changes) == 0 && len(all) > 0 {
				t.Errorf("%s: nothing added for certain within %d steps, but %s", c.why, work, all[0])
			}
			if known && !c.known {
				t.Errorf("%s: certain within %d steps, and not with all of them", c.why, work)
			}
			if len(changes) == 0 && !known {
				unsure++
			}
			if !same && compare.EquivalentWithin(work, old, new) {
				t.Errorf("%s: equivalent within %d steps", c.why, work)
			}
		}
	}
	require.Greater(t, unsure, 1000)
}

// TestManyContexts: where there are more contexts than are looked at, nothing is certain.
func TestManyContexts(t *testing.T) {
	t.Parallel()
	const keys = 13
	key := func(i int) string { return fmt.Sprint("aws:k", i) }
	each := func(operator string, key func(int) string, value func(int) string) []iampolicy.Statement {
		d := manyStatements(keys, func(i int) iampolicy.Statement {
			return iampolicy.Allow("s3:GetObject").On("*").When(operator, key(i), value(i))
		})
		return d.Statement.Items
	}
	for _, c := range []struct {
		why  string
		old  []iampolicy.Statement
		more iampolicy.Statement
	}{
		{"a key for each statement", each("StringEquals", key, func(int) string { return "a" }),
			iampolicy.Allow("s3:GetObject").On("*").When("StringEquals", key(0), "a").When("StringLike", key(1), "a")},
		{"a value of one key for each statement", each("ForAnyValue:StringEquals", func(int) string { return "aws:TagKeys" }, key),
			iampolicy.Allow("s3:GetObject").On("*").When("ForAnyValue:StringEquals", "aws:TagKeys", key(0)).
				When("Bool", "aws:SecureTransport", "true")},
	} {
		old := iampolicy.NewDocument(c.old...)
		new := iampolicy.NewDocument(append(slices.Clone(c.old), c.more)...)
		changes, known := compare.Added(old, new)
		if len(changes) > 0 || known {
			t.Errorf("%s: Added = %v, %v, want nothing, and not for certain", c.why, changes, known)
		}
		if compare.Equivalent(old, new) {
			t.Errorf("%s: the same for certain", c.why)
		}
	}
}

// TestEnoughContexts: contexts in which the same statements may match are looked at once, and
// those in which only common ones may not at all, so that ten keys and more are not too many.
func TestEnoughContexts(t *testing.T) {
	t.Parallel()
	s := iampolicy.Allow("s3:GetObject*").On("*")
	ifExists := s
	for i := range 12 {
		ifExists = ifExists.When("StringEqualsIfExists", fmt.Sprint("aws:k", i), "a")
	}
	needed := s
	for i := range 12 {
		needed = needed.When("StringEquals", fmt.Sprint("aws:k", i), "a")
	}
	common := []iampolicy.Statement{s}
	for i := range 9 {
		common = append(common, s.When("StringEquals", fmt.Sprint("aws:k", i), "a"))
	}
	last := s.When("StringEquals", "aws:z", "a")
	last.Effect = iampolicy.EffectDeny
	for _, c := range []struct {
		why    string
		common []iampolicy.Statement
		own    iampolicy.Statement
	}{
		{"twelve keys that may be absent, and must be there", []iampolicy.Statement{needed}, ifExists},
		{"a key for each of nine statements that are not asked about", common, last},
	} {
		more := c.own
		more.Action.Items = []string{"s3:GetObject*", "s3:GetObjectTagging"}
		a, b := iampolicy.NewDocument(append(slices.Clone(c.common), c.own)...), iampolicy.NewDocument(append(slices.Clone(c.common), more)...)
		if !compare.Equivalent(a, b) {
			t.Errorf("%s: not equivalent: %v", c.why, compare.Diff(a, b))
		}
	}
}
