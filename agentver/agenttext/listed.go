package agenttext

import (
	"strings"
)

// isInitName reports whether a word is the name of the package that installs the
// agent, as package managers list it: ecs-init.x86_64, amazon-ecs-init:amd64,
// amazon-ecs-init/now.
func isInitName(word string) bool {
	rest := strings.TrimPrefix(strings.TrimPrefix(word, "amazon-"), "ecs-init")
	return len(word)-len(rest) >= len("ecs-init") && (rest == "" || strings.IndexByte(".:/", rest[0]) >= 0)
}

// listed reads what a package manager prints about the package whose name stands
// between two bytes of s:
//
//	ii  amazon-ecs-init  1.102.2-1  amd64  Starts the agent     dpkg -l
//	Setting up amazon-ecs-init (1.105.1-1) ...                  dpkg, apt
//	ecs-init.x86_64  1.102.2-1.amzn2023  @amazonlinux           yum list, dnf list
//	Name : ecs-init, and in lines below Version : 1.102.2       rpm -qi, yum info
//	Package: amazon-ecs-init, and below Version: 1.82.0-1       dpkg -s, apt show
func (x *reader) listed(s string, start, end, at int) {
	before := lineBefore(s, start)
	label := strings.TrimRight(strings.TrimSpace(before), " :")
	if strings.HasSuffix(strings.TrimRight(before, " \t"), ":") && (label == "Name" || label == "Package") {
		x.described(s, end, at)
		return
	}
	_, arch, _ := strings.Cut(s[start:end], ".")
	if _, a, ok := strings.Cut(s[start:end], ":"); ok {
		arch = a
	}
	line := lineOf(s[end:])
	rest := strings.TrimLeft(line, " \t(")
	if word := rest[:endOf(rest)]; isArch(word) {
		arch, rest = word, strings.TrimLeft(rest[len(word):], " \t(")
	}
	version := rest[:endOf(rest)]
	if word := strings.TrimLeft(rest[len(version):], " \t"); arch == "" && isArch(word[:endOf(word)]) {
		arch = word[:endOf(word)]
	}
	p, ok := scanPackage(version)
	switch {
	case !ok || p.name != "":
	case isRemoval(before):
		x.not("a package that was removed", "list the packages that are installed")
	default:
		x.add(Agent{Version: p.Agent(), Arch: archOr(arch, p.arch), Form: FormPackage}, at+end+len(line)-len(rest))
	}
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
		key, value, ok := strings.Cut(line, ":")
		if strings.TrimSpace(line) == "" {
			break
		}
		switch value = strings.TrimSpace(value); strings.TrimSpace(key) {
		case "Version":
			version, versionAt = value, i+strings.Index(s[i:], line)+strings.Index(line, value)
		case "Architecture", "Arch":
			a.Arch = archOr(value, "")
		case "Status":
			if ok && !strings.HasSuffix(value, " installed") {
				x.not("a package that is not installed", "list the packages that are installed")
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
