package cli

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

// checkHook refuses the file of a commit whose name reads as a flag. A hook passes
// names as they are, so that such a name would switch off the check, or part of it.
// One behind -- is no better off: flags may stand behind names.
func (p Program) checkHook(args []string) error {
	for _, arg := range p.behindHook(args) {
		if _, err := os.Lstat(arg); err == nil && strings.HasPrefix(arg, "-") {
			return fmt.Errorf("a file is called %s, which reads as a flag: rename it, or write %s", Printable(arg), Printable("./"+arg))
		}
	}
	return nil
}

// behindHook are the arguments behind the flag of a hook, none where it is not given.
func (p Program) behindHook(args []string) []string {
	if p.Hook == "" {
		return nil
	}
	i := slices.IndexFunc(args, func(arg string) bool {
		name, value, hasValue := strings.Cut(arg, "=")
		on, err := strconv.ParseBool(value)
		return (name == "-"+p.Hook || name == "--"+p.Hook) && (!hasValue || on || err != nil)
	})
	if i < 0 {
		return nil
	}
	return args[i+1:]
}

// checked turns an Answer into an error where a hook passed names: nothing has been
// checked then, which must not look as if it had.
func (p Program) checked(err error, args []string) error {
	var a Answer
	isName := func(arg string) bool { return !strings.HasPrefix(arg, "-") }
	if errors.As(err, &a) && slices.ContainsFunc(p.behindHook(args), isName) {
		return fmt.Errorf("-h and -version check nothing: leave them out, or leave out -%s and the files", p.Hook)
	}
	return err
}
