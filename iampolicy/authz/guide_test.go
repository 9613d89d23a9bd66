package authz_test

import (
	"encoding/base64"
	"math/big"
	"net"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
	"github.com/seed-293f0d42/ecrkit/iampolicy/authz"
)

// This file is a second evaluator, written from the IAM user guide: slow, in
// the guide's words, and sharing nothing with the package but its plain types.
// TestGuide holds the two against each other.

// setup is an iampolicy.Access before it is compiled. A nil list is no policy.
type setup struct {
	Identity, Boundary, Session, Endpoint []iampolicy.Document
	SCP, RCP                              [][]iampolicy.Document
	Resource                              []placed
	Unseen                                []authz.Layer
}

// placed is a policy of a resource, and which one that is.
type placed struct {
	On   string
	Docs []iampolicy.Document
}

// ask is a request together with what the statement's document and place mean.
type ask struct {
	authz.Request
	variables bool   // Version 2012-10-17
	effect    string // of the statement
	place     string // "caller", "resource", "guard" (RCP, endpoint)
	boundary  bool
	negated   bool // of the operator that is looked at
}

// decide tries what the layers that were not given may hold: at best they allow
// everything, at worst they deny it.
func (s setup) decide(q authz.Request) authz.Outcome {
	best := s.filled(q, iampolicy.Allow("*").On("*")).decideSeen(q)
	if best == authz.Allowed && s.filled(q, iampolicy.Deny("*").On("*")).decideSeen(q) != authz.Allowed {
		return authz.Undetermined
	}
	return best
}

// filled puts a statement in the place of each policy that was not given.
func (s setup) filled(q authz.Request, statement iampolicy.Statement) setup {
	own := iampolicy.NewDocument(statement)
	public := iampolicy.NewDocument(statement.For(iampolicy.Anyone()))
	_, _, kind := identify(q.Principal)
	for _, l := range s.Unseen {
		if kind == "root" && (l == authz.LayerIdentity || l == authz.LayerBoundary || l == authz.LayerSession) {
			continue // a root user has none of these
		}
		switch l {
		case authz.LayerIdentity:
			s.Identity = append(slices.Clip(s.Identity), own)
		case authz.LayerBoundary:
			s.Boundary = append(slices.Clip(s.Boundary), own)
		case authz.LayerSession:
			s.Session = append(slices.Clip(s.Session), own)
		case authz.LayerSCP:
			s.SCP = append(slices.Clip(s.SCP), []iampolicy.Document{own})
		case authz.LayerRCP:
			s.RCP = append(slices.Clip(s.RCP), []iampolicy.Document{public})
		case authz.LayerEndpoint:
			s.Endpoint = append(slices.Clip(s.Endpoint), public)
		case authz.LayerResource:
			given := slices.ContainsFunc(s.Resource, func(p placed) bool {
				return q.Resource != "*" && p.On == q.Resource || q.Resource == "*" && p.speaks(q) == "all" && strings.HasSuffix(p.On, ":*")
			})
			if !given && !isToken(q) {
				s.Resource = append(slices.Clip(s.Resource), placed{"", []iampolicy.Document{public}})
			}
		}
	}
	return s
}

func isToken(q authz.Request) bool {
	return strings.EqualFold(q.Action, "ecr:GetAuthorizationToken") || strings.EqualFold(q.Action, "ecr-public:GetAuthorizationToken")
}

var (
	registryARN = regexp.MustCompile(`^(arn:[^:*?]+:ecr:([^:*?]+):(\d{12})):\*$`)
	placeARN    = regexp.MustCompile(`^arn:[^:*?]+:[^:*?]+:[^:*?]*:[^:*?]*:[^*?]+$`)
)

// speaks says what a policy of a resource has to say about the one that is asked
// for: "all", "nothing", "denials", or, where its place is not known, "unplaced".
func (p placed) speaks(q authz.Request) string {
	registry := registryARN.FindStringSubmatch(p.On)
	_, caller, _ := identify(q.Principal)
	is := map[bool]string{true: "all", false: "nothing"}
	switch {
	case p.On == q.Resource && strings.HasPrefix(p.On, "arn:"):
		return "all"
	case registry == nil && !placeARN.MatchString(p.On):
		return "unplaced"
	case registry == nil:
		return is[strings.Contains(p.On, ":s3:") && strings.HasPrefix(q.Resource, p.On+"/")]
	case q.Resource != "*":
		return is[strings.HasPrefix(q.Resource, registry[1]+":")]
	case !strings.HasPrefix(strings.ToLower(q.Action), "ecr:"):
		return "nothing"
	}
	switch region, account := q.Context["aws:RequestedRegion"], owner(q, caller); {
	case account != "" && account != registry[3]:
		return "nothing"
	case account == "" || len(region) != 1:
		return "denials"
	default:
		return is[region[0] == registry[2]]
	}
}

// "Policy evaluation logic".
func (s setup) decideSeen(q authz.Request) authz.Outcome {
	partition, account, kind := identify(q.Principal)
	if kind == "service" || kind == "provider" {
		// Neither users, roles nor accounts: nothing that hangs on those is about them.
		s.Identity, s.Boundary, s.Session, s.SCP = nil, nil, nil, nil
	}
	all := [][]iampolicy.Document{s.Identity, s.Boundary, s.Session}
	for _, docs := range append(slices.Clone(s.SCP), all...) {
		if s.deny(docs, q, "caller") {
			return authz.ExplicitDeny
		}
	}
	for _, docs := range append(slices.Clone(s.RCP), s.Endpoint) {
		if s.deny(docs, q, "guard") {
			return authz.ExplicitDeny
		}
	}
	for _, p := range s.Resource {
		if p.speaks(q) != "nothing" && s.deny(p.Docs, q, "resource") {
			return authz.ExplicitDeny
		}
	}
	if kind == "" || partition != "" && q.Resource != "*" && strings.Split(q.Resource, ":")[1] != partition {
		return authz.ImplicitDeny
	}
	for _, level := range s.SCP {
		if !s.allow(level, q, "caller") {
			return authz.ImplicitDeny
		}
	}
	if s.Endpoint != nil && !s.allow(s.Endpoint, q, "guard") {
		return authz.ImplicitDeny
	}
	if s.granted(q, account, kind) {
		return authz.Allowed
	}
	return authz.ImplicitDeny
}

// granting is what of the policy can grant anything.
func (p placed) granting(q authz.Request) (docs []iampolicy.Document) {
	switch p.speaks(q) {
	case "all":
		return p.Docs
	case "unplaced":
		for _, d := range p.Docs {
			d.Statement.Items = slices.DeleteFunc(slices.Clone(d.Statement.Items), func(st iampolicy.Statement) bool {
				return st.Resource.Items == nil && st.NotResource.Items == nil
			})
			docs = append(docs, d)
		}
	}
	return docs
}

// granted holds the part in which identity and resource policies meet.
func (s setup) granted(q authz.Request, account, kind string) bool {
	best := ""
	if !isToken(q) {
		for _, p := range s.Resource {
			for _, how := range []string{"self", "role", "account"} {
				if s.allows(p.granting(q), q, "resource", how) && (best == "" || how == "self" || how == "role" && best == "account") {
					best = how
				}
			}
		}
	}
	boundary := s.Boundary == nil || s.allow(s.Boundary, q, "caller")
	session := s.Session == nil || s.allow(s.Session, q, "caller")
	own := s.allow(s.Identity, q, "caller") && boundary && session
	if kind == "root" {
		own = true
	}
	switch {
	case kind == "service" || kind == "provider":
		return best != ""
	case owner(q, account) != account:
		return own && best != ""
	case guarded(q) && best == "":
		return false
	case best == "self":
		return true
	case best == "role":
		return boundary && session || kind == "root"
	}
	return own
}

func guarded(q authz.Request) bool {
	a := strings.ToLower(q.Action)
	return q.Resource != "*" && (strings.HasPrefix(a, "kms:") || strings.HasPrefix(a, "sts:assumerole"))
}

// owner is the resource's account, "unknown" if nobody says.
func owner(q authz.Request, caller string) string {
	if parts := strings.SplitN(q.Resource, ":", 6); len(parts) == 6 && parts[4] != "" {
		return parts[4]
	}
	if q.ResourceAccount != "" {
		return q.ResourceAccount
	}
	if q.Resource == "*" {
		return caller
	}
	return "unknown"
}

var (
	userARN     = regexp.MustCompile(`^arn:([^:]+):iam::(\d{12}):user/[^*?]+$`)
	roleARN     = regexp.MustCompile(`^arn:([^:]+):iam::(\d{12}):role/(?:[^*?]*/)?([^/*?]+)$`)
	rootARN     = regexp.MustCompile(`^arn:([^:]+):iam::(\d{12}):root$`)
	sessionARN  = regexp.MustCompile(`^arn:([^:]+):sts::(\d{12}):assumed-role/([^/*?]+)/[^/*?]+$`)
	fedARN      = regexp.MustCompile(`^arn:([^:]+):sts::(\d{12}):federated-user/[^/*?]+$`)
	providerARN = regexp.MustCompile(`^arn:([^:]+):iam::\d{12}()(?::saml-provider|:oidc-provider)/[^*?]+$`)
	hostName    = regexp.MustCompile(`^[a-z0-9-]+(\.[a-z0-9-]+)+$`)
	provider    = regexp.MustCompile(`^(cognito-identity.*|accounts\.google\.com|graph\.facebook\.com|www\.amazon\.com)$`)
)

func identify(principal string) (partition, account, kind string) {
	for name, re := range map[string]*regexp.Regexp{"user": userARN, "role": roleARN, "root": rootARN, "session": sessionARN,
		"federated": fedARN, "provider": providerARN} {
		if m := re.FindStringSubmatch(principal); m != nil {
			return m[1], m[2], name
		}
	}
	switch {
	case provider.MatchString(principal):
		return "", "", "provider"
	case hostName.MatchString(principal):
		return "", "", "service"
	}
	return "", "", ""
}

func (s setup) deny(docs []iampolicy.Document, q authz.Request, place string) bool {
	return s.any(docs, q, place, iampolicy.EffectDeny, "")
}

func (s setup) allow(docs []iampolicy.Document, q authz.Request, place string) bool {
	return s.any(docs, q, place, iampolicy.EffectAllow, "")
}

func (s setup) allows(docs []iampolicy.Document, q authz.Request, place, how string) bool {
	return s.any(docs, q, place, iampolicy.EffectAllow, how)
}

func (s setup) any(docs []iampolicy.Document, q authz.Request, place string, effect iampolicy.Effect, how string) bool {
	for _, d := range docs {
		for _, st := range d.Statement.Items {
			a := ask{q, d.Version == "2012-10-17", string(effect), place, s.Boundary != nil, false}
			if st.Effect == effect && a.action(st) && a.principal(st, how) && a.resource(st) && a.conditions(st) {
				return true
			}
		}
	}
	return false
}

// "Action", "NotAction".
func (a ask) action(s iampolicy.Statement) bool {
	match := func(pattern string) bool {
		if pattern == "*" {
			return true
		}
		p, q := strings.SplitN(strings.ToLower(pattern), ":", 2), strings.SplitN(strings.ToLower(a.Action), ":", 2)
		return len(p) == 2 && like(p[0], q[0]) && like(p[1], q[1])
	}
	noAction := func(pattern string) bool { return pattern != "*" && !strings.Contains(pattern, ":") }
	if a.effect == "Allow" && slices.ContainsFunc(s.NotAction.Items, noAction) {
		return false // what is not excluded properly is not granted
	}
	if s.NotAction.Items != nil {
		return len(s.NotAction.Items) > 0 && !slices.ContainsFunc(s.NotAction.Items, match)
	}
	return slices.ContainsFunc(s.Action.Items, match)
}

// "Principal", "NotPrincipal". how is the least direct way that counts, "" for any.
func (a ask) principal(s iampolicy.Statement, how string) bool {
	has, hasNot := !s.Principal.IsZero(), !s.NotPrincipal.IsZero()
	if a.place == "caller" {
		return a.effect == "Deny" || !has && !hasNot
	}
	switch {
	case has:
		ways := a.ways(s.Principal)
		return how == "" && ways != nil || slices.Contains(ways, how)
	case hasNot && a.effect == "Deny":
		ways := a.ways(s.NotPrincipal)
		if slices.Contains(ways, "everyone") {
			return false
		}
		_, _, kind := identify(a.Principal)
		named := slices.Contains(ways, "role") || slices.Contains(ways, "self") && kind != "session" // of a session the role
		account := slices.Contains(ways, "account") || kind == "service" || kind == "provider"
		boundary := a.boundary && kind != "service" && kind != "provider" && kind != "root"
		return boundary || !named || !account
	case hasNot:
		_, _, kind := identify(a.Principal)
		return a.ways(s.NotPrincipal) == nil && kind != "" && (how == "" || how == "account")
	}
	return a.effect == "Deny"
}

// ways says how a list of principals names the caller.
func (a ask) ways(p iampolicy.Principal) (ways []string) {
	if p.Any || slices.Contains(p.AWS.Items, "*") {
		return []string{"everyone", "self"}
	}
	partition, account, kind := identify(a.Principal)
	if kind == "" {
		return nil
	}
	if kind == "service" || kind == "provider" {
		if kind == "service" && slices.Contains(p.Service.Items, a.Principal) || kind == "provider" && slices.Contains(p.Federated.Items,
			a.Principal) {
			return []string{"self"}
		}
		return nil
	}
	for _, e := range p.AWS.Items {
		root := rootARN.FindStringSubmatch(e)
		role, session := roleARN.FindStringSubmatch(e), sessionARN.FindStringSubmatch(a.Principal)
		switch {
		case e == account, root != nil && root[1] == partition && root[2] == account:
			ways = append(ways, "account")
			if kind == "root" {
				ways = append(ways, "self")
			}
		case e == a.Principal && kind == "role":
			ways = append(ways, "role")
		case e == a.Principal:
			ways = append(ways, "self")
		case role != nil && session != nil && slices.Equal(role[1:], session[1:]):
			ways = append(ways, "role")
		}
	}
	return ways
}

var withoutResource = map[string]bool{"ecr:getauthorizationtoken": true, "ecr:describeregistry": true,
	"ecr-public:getauthorizationtoken": true}

// "Resource", "NotResource".
func (a ask) resource(s iampolicy.Statement) bool {
	wildcardOnly := withoutResource[strings.ToLower(a.Action)]
	match := func(pattern string) bool {
		if pattern == "*" {
			return true
		}
		if s.NotResource.Items == nil && a.effect == "Deny" { // what has too few fields may stand for more
			for _, whole := range completed(pattern) {
				if !wildcardOnly && a.Resource != "*" && a.arn(whole, a.Resource, true) {
					return true
				}
			}
		}
		return !wildcardOnly && a.Resource != "*" && a.arn(pattern, a.Resource, true)
	}
	noARN := func(pattern string) bool { return pattern != "*" && strings.Count(pattern, ":") < 5 }
	switch {
	case slices.ContainsFunc(s.NotResource.Items, a.hasNoValue):
		return false // "matches no resource"
	case a.effect == "Allow" && slices.ContainsFunc(s.NotResource.Items, noARN):
		return false // what is not excluded properly is not granted
	case s.NotResource.Items != nil:
		return len(s.NotResource.Items) > 0 && !slices.ContainsFunc(s.NotResource.Items, match)
	case s.Resource.Items != nil:
		return slices.ContainsFunc(s.Resource.Items, match)
	case a.place == "resource":
		return !wildcardOnly
	}
	return a.effect == "Deny" // any other policy must have a Resource
}

// completed adds the fields that an ARN lacks, at the end and behind the first
// field that ends in *.
func completed(arn string) (list []string) {
	fields := strings.Split(arn, ":")
	if len(fields) >= 6 || arn == "" || arn == "*" {
		return nil
	}
	missing := slices.Repeat([]string{"*"}, 6-len(fields))
	list = append(list, strings.Join(slices.Concat(fields, missing), ":"))
	for i, f := range fields[:len(fields)-1] {
		if strings.HasSuffix(f, "*") {
			return append(list, strings.Join(slices.Concat(fields[:i+1], missing, fields[i+1:]), ":"))
		}
	}
	return list
}

// hasNoValue: behind the fifth colon there is a variable without value.
func (a ask) hasNoValue(pattern string) bool {
	parts := strings.SplitN(pattern, ":", 6)
	if len(parts) != 6 {
		return false
	}
	_, ok := a.expand(parts[5], "", "", true)
	return !ok
}

// multivalued are the keys that the guide's page "Single-valued vs. multivalued
// condition keys" and the pages of the keys call so; the maker's aws:TagKeys is one.
var multivalued = regexp.MustCompile(`(?i)^aws:(TagKeys|CalledVia|PrincipalOrgPaths|ResourceOrgPaths|PrincipalServiceNamesList)$`)

var aVariable = regexp.MustCompile(`\$\{([^},]*)(?:, *'([^']*)')?\}`)

// expand makes a regular expression of text with wildcards and variables.
func (a ask) expand(text, one, run string, wild bool) (re string, ok bool) {
	literal := func(s string) string {
		var b strings.Builder
		for _, c := range s {
			switch {
			case wild && c == '*':
				b.WriteString(run)
			case wild && c == '?':
				b.WriteString(one)
			default:
				b.WriteString(regexp.QuoteMeta(string(c)))
			}
		}
		return b.String()
	}
	if !a.variables {
		return literal(text), true
	}
	for {
		m := aVariable.FindStringSubmatchIndex(text)
		if m == nil {
			return re + literal(text), true
		}
		re += literal(text[:m[0]])
		key, value := text[m[2]:m[3]], ""
		switch values := a.key(key); {
		case key == "*" || key == "?" || key == "$":
			value = key
		case multivalued.MatchString(key):
			return "", false
		case len(values) == 1:
			value = values[0]
		case len(values) == 0 && m[4] >= 0:
			value = text[m[4]:m[5]]
		default:
			return "", false
		}
		re, text = re+regexp.QuoteMeta(value), text[m[1]:]
	}
}

var compiled = map[string]*regexp.Regexp{}

func whole(re, s string) bool {
	if compiled[re] == nil {
		compiled[re] = regexp.MustCompile(`(?s)^(?:` + re + `)$`)
	}
	return compiled[re].MatchString(s)
}

func like(pattern, s string) bool {
	re, _ := ask{}.expand(pattern, ".", ".*", true)
	return whole(re, s)
}

// arn compares the six parts. In a Resource, variables work in the last one only.
func (a ask) arn(pattern, s string, isResource bool) bool {
	got := strings.SplitN(s, ":", 6)
	if len(got) != 6 {
		return false
	}
	if pattern == "*" {
		return true
	}
	var want []string
	for rest, n := pattern, 0; ; n++ {
		end := strings.Index(rest, ":")
		if m := aVariable.FindStringIndex(rest); !isResource && a.variables && m != nil && m[0] < end {
			if end = strings.Index(rest[m[1]:], ":"); end >= 0 {
				end += m[1]
			}
		}
		if end < 0 || n == 5 {
			want = append(want, rest)
			break
		}
		want, rest = append(want, rest[:end]), rest[end+1:]
	}
	if len(want) != 6 {
		return false
	}
	for i := range want {
		b := a
		b.variables = a.variables && (!isResource || i == 5)
		if re, ok := b.expand(want[i], ".", ".*", true); !ok || !whole(re, got[i]) {
			return false
		}
	}
	return true
}

// key looks up a condition key; names are case-insensitive.
func (a ask) key(name string) []string {
	for k, v := range a.Context {
		if strings.EqualFold(k, name) {
			return v
		}
	}
	return nil
}

// "Condition": all operators and keys must hold.
func (a ask) conditions(s iampolicy.Statement) bool {
	for _, c := range s.Condition {
		if !a.condition(c) {
			return false
		}
	}
	return true
}

func (a ask) condition(c iampolicy.Condition) bool {
	op, set := c.Operator, ""
	if before, after, ok := strings.Cut(op, ":"); ok {
		set, op = before, after
	}
	op, ifExists := strings.CutSuffix(op, "IfExists")
	values := a.key(c.Key)
	if op == "Null" {
		return slices.ContainsFunc(c.Values.Items, func(v iampolicy.Scalar) bool { return (v.Text == "true") == (len(values) == 0) })
	}
	positive, negated := strings.Replace(op, "Not", "", 1), strings.Contains(op, "Not")
	a.negated = negated
	if len(values) == 0 {
		return ifExists || set == "ForAllValues" || set == "" && negated
	}
	if len(c.Values.Items) == 0 {
		return false
	}
	pass := func(value string) bool {
		found := slices.ContainsFunc(c.Values.Items, func(v iampolicy.Scalar) bool { return a.compare(positive, value, v.Text) })
		return found != negated
	}
	fail := func(value string) bool { return !pass(value) }
	// Several values without a set operator: the guide leaves that open, so an
	// Allow asks for all and a Deny for one.
	if set == "ForAnyValue" || set == "" && a.effect == "Deny" {
		return slices.ContainsFunc(values, pass)
	}
	return !slices.ContainsFunc(values, fail)
}

// compare is one positive operator. What has the wrong type is not found.
func (a ask) compare(op, got, want string) bool {
	switch op {
	case "StringEquals", "StringLike":
		re, ok := a.expand(want, ".", ".*", op == "StringLike")
		return ok && whole(re, got)
	case "StringEqualsIgnoreCase":
		re, ok := a.expand(want, ".", ".*", false)
		return ok && whole("(?i)"+re, got)
	case "ArnEquals", "ArnLike":
		list := []string{want}
		if (a.effect == "Deny") != a.negated {
			list = append(list, completed(want)...)
		}
		return slices.ContainsFunc(list, func(arn string) bool { return a.arn(arn, got, false) })
	case "Bool":
		re, ok := a.expand(want, "", "", false)
		return ok && whole("(?i)"+re, got) && whole("(?i)true|false", got)
	case "BinaryEquals":
		g, err1 := base64.StdEncoding.DecodeString(got)
		w, err2 := base64.StdEncoding.DecodeString(want)
		return err1 == nil && err2 == nil && string(g) == string(w)
	case "IpAddress":
		return inRange(got, want)
	}
	var order int
	if relation, ok := strings.CutPrefix(op, "Numeric"); ok {
		g, ok1 := new(big.Rat).SetString(got)
		w, ok2 := new(big.Rat).SetString(want)
		if !ok1 || !ok2 {
			return false
		}
		op, order = relation, g.Cmp(w)
	} else {
		g, ok1 := date(got)
		w, ok2 := date(want)
		if !ok1 || !ok2 {
			return false
		}
		op, order = strings.TrimPrefix(op, "Date"), g.Compare(w)
	}
	switch op {
	case "Equals":
		return order == 0
	case "LessThan":
		return order < 0
	case "LessThanEquals":
		return order <= 0
	case "GreaterThan":
		return order > 0
	case "GreaterThanEquals":
		return order >= 0
	}
	panic("unknown operator " + op)
}

func inRange(got, want string) bool {
	ip := net.ParseIP(got)
	if !strings.Contains(want, "/") {
		return ip != nil && ip.Equal(net.ParseIP(want))
	}
	_, block, err := net.ParseCIDR(want)
	return err == nil && ip != nil && (ip.To4() != nil) == (block.IP.To4() != nil) && block.Contains(ip)
}

func date(s string) (time.Time, bool) {
	for _, layout := range []string{"2006", "2006-01", "2006-01-02", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z07:00"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	seconds, ok := new(big.Int).SetString(s, 10)
	if !ok || !seconds.IsInt64() {
		return time.Time{}, false
	}
	return time.Unix(seconds.Int64(), 0), true
}
