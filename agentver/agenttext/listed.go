package agenttext

import (
	"strings"
)

// isInitName reports whether a word is the name of the package that installs the
// agent, as package managers list it: ecs-init.x86_64, amazon-ecs-init:amd64,
// amazon-ecs-init/now, amazon-ecs-init=1.102.2-1.
func isInitName(word string) bool {
	rest, ok := strings.CutPrefix(strings.TrimPrefix(word, "amazon-"), "ecs-init")
	return ok && (rest == "" || strings.IndexByte(".:/=", rest[0]) >= 0)
}

// listed reads what a package manager prints about the package whose name stands
// between two bytes of s:
//
//	ii  amazon-ecs-init  1.102.2-1  amd64  Starts the agent     dpkg -l
//	Setting up amazon-ecs-init (1.105.1-1) ...                  dpkg, apt
//	amazon-ecs-init=1.102.2-1                                   apt install
//	amazon-ecs-init:, and below Installed: 1.102.2-1            apt-cache policy
//	ecs-init.x86_64  1.102.2-1.amzn2023  @amazonlinux           yum list, dnf list
//	ecs-init.x86_64 0:1.102.2-1.amzn2                           yum install
//	i | amazon-ecs-init | package | 1.102.2-1 | x86_64 |        zypper search -s
//	Name : ecs-init, and in lines below Version : 1.102.2       rpm -qi, yum info
//	Package: amazon-ecs-init, and below Version: 1.82.0-1       dpkg -s, apt show
func (x *reader) listed(s string, start, end, at int) {
	before, line := lineBefore(s, start), lineOf(s[end:])
	label, isLabel := strings.CutSuffix(strings.TrimSpace(before), ":")
	label = strings.TrimSpace(label)
	cells := strings.Split(line, "|")
	switch {
	case isLabel && (label == "Name" || label == "Package"):
		x.described(s, end, at)
	case strings.TrimSpace(line) == "" && s[end-1] == ':':
		x.policy(s, end+len(line), at)
	case len(cells) > 3 && strings.TrimSpace(cells[1]) == "package":
		x.row(before, cells, at+end)
	default:
		x.inLine(s, start, end, at)
	}
}

// inLine reads the version that stands in the line of the name, behind it.
func (x *reader) inLine(s string, start, end, at int) {
	line := lineOf(s[end:])
	word, _, isPinned := strings.Cut(s[start:end], "=")
	if isPinned {
		line = s[start+len(word)+1 : end]
		end = start + len(word) + 1
	}
	_, arch, _ := strings.Cut(word, ".")
	if _, a, ok := strings.Cut(word, ":"); ok {
		arch = a
	}
	rest := strings.TrimLeft(line, " \t(")
	if word := rest[:endOf(rest)]; isArch(word) {
		arch, rest = word, strings.TrimLeft(rest[len(word):], " \t(")
	}
	rest = withoutEpoch(rest)
	version := rest[:endOf(rest)]
	after := strings.TrimLeft(rest[len(version):], " \t")
	p, ok := scanPackage(version)
	switch {
	case !ok:
	case isOffered(s[max(0, start-maxLine):start]):
		x.notInstalled()
	case isRemoval(lineBefore(s, start)):
		x.not("a package that was removed", "list the packages that are installed")
	default:
		x.add(Agent{Version: p.Agent(), Arch: archOr(arch, archOr(after[:endOf(after)], p.arch)), Form: FormPackage}, at+end+len(line)-len(rest))
	}
}

// withoutEpoch takes off the epoch that yum and dnf write in front of a version: the
// 0 of 0:1.102.2-1.amzn2.
func withoutEpoch(s string) string {
	if n := spanDigits(s); n > 0 && strings.HasPrefix(s[n:], ":") {
		return s[n+1:]
	}
	return s
}

// policy reads the line below the name in the output of apt-cache policy, which ends
// at byte i of s.
func (x *reader) policy(s string, i, at int) {
	line := lineOf(strings.TrimPrefix(s[i:], "\n"))
	label, value, _ := strings.Cut(line, ":")
	switch value = strings.TrimSpace(value); {
	case strings.TrimSpace(label) != "Installed":
	case value == "(none)":
		x.notInstalled()
	default:
		at += i + 1 + strings.LastIndex(line, value)
		if v, ok := x.version(value, at); ok {
			x.add(Agent{Version: v, Form: FormPackage}, at)
		}
	}
}

// row reads the cells behind the name in a row of zypper search -s. The first cell of
// the row, in front of the name, says whether the package is installed.
func (x *reader) row(before string, cells []string, at int) {
	if status := strings.TrimRight(before, " \t|"); strings.TrimRight(status, "+l") != "i" { // i+ by request, il locked
		x.notInstalled()
		return
	}
	version := strings.TrimSpace(cells[2])
	at += len(cells[0]) + 1 + len(cells[1]) + 1 + strings.Index(cells[2], version)
	if v, ok := x.version(version, at); ok {
		x.add(Agent{Version: v, Arch: archOr(strings.TrimSpace(cells[3]), ""), Form: FormPackage}, at)
	}
}

func (x *reader) notInstalled() {
	x.not("a package that is not installed", "list the packages that are installed")
}

// isOffered reports whether the last heading of yum list in front of a package is that of
// the packages, or the upgrades, that could be installed.
func isOffered(before string) bool {
	offered := max(strings.LastIndex(before, "Available Packages\n"), strings.LastIndex(before, "Available Upgrades\n"))
	return offered > strings.LastIndex(before, "Installed Packages\n")
}

// isRemoval reports whether the line in front of a package says that it goes or
// is gone: rc is what dpkg -l writes of a package that left its configuration.
func isRemoval(before string) bool {
	words := strings.Fields(before)
	if len(words) == 0 {
		return false
	}
	switch words[0] {
	case "Removing", "Purging", "Erasing", "Removed", "rc", "pc", "un", "pn":
		return true
	}
	return false
}

func archOr(arch, other string) string {
	if isArch(arch) {
		return arch
	}
	return other
}

// described reads the lines below the name of a package, up to an empty one.
func (x *reader) described(s string, i, at int) {
	a := Agent{Form: FormPackage}
	version, versionAt := "", 0
	text := near(s[i:])
	_, text, _ = strings.Cut(text, "\n")
	for line := range strings.SplitSeq(text, "\n") {
		key, value, _ := strings.Cut(line, ":")
		if strings.TrimSpace(line) == "" {
			break
		}
		switch value = strings.TrimSpace(value); strings.TrimSpace(key) {
		case "Version":
			version, versionAt = value, i+strings.Index(s[i:], line)+strings.Index(line, value)
		case "Architecture", "Arch":
			a.Arch = archOr(value, "")
		case "Status":
			if !strings.HasSuffix(value, " ok installed") && value != "up-to-date" { // of dpkg, of zypper info
				x.notInstalled()
				return
			}
		}
	}
	if version == "" {
		return
	}
	var ok bool
	if a.Version, ok = x.version(version, at+versionAt); ok {
		x.add(a, at+versionAt)
	}
}
