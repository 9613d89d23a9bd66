package pullerror

import "strings"

// detail is a value inside a message that a row names.
type detail struct {
	is        string // the form it has in a wording: a regular expression with one group
	otherwise string // what to write when the text does not hold it
}

// actionIs is an action that starting a task can need.
const actionIs = `(?:ecr|ecr-public|logs):[a-z]+|secretsmanager:GetSecretValue|ssm:GetParameters?|kms:Decrypt|` +
	`sts:AssumeRole|sts:GetServiceBearerToken`

// details are all values that wordings and answers may name. None can hold white
// space or what follows a "?", so the signature of a URL is never repeated.
var details = map[string]detail{
	"account":    {`(\d{12})`, "ACCOUNT"},
	"action":     {`(` + actionIs + `)`, "the call"},
	"caller":     {`(?:arn:\S*?:(?:assumed-role|role|user)/)?([^\s/]+)\S*`, "the role that pulls"},
	"digest":     {`(sha256:[0-9a-f]+)`, "the digest"},
	"host":       {`([^\s/?]+)`, "the registry"},
	"image":      {`([^\s?,]+)`, "the image"},
	"key":        {`([^\s?,]+)`, "the key"},
	"n":          {`(\d+)`, ""},
	"operation":  {`(\w+)`, "the call"},
	"platform":   {`((?:linux|windows)[^\s,]*)`, "the platform that the task asks for"},
	"policy":     {`(arn:\S+)`, "that policy"},
	"registry":   {`(` + registryIs + `)`, "ACCOUNT.dkr.ecr.REGION.amazonaws.com"},
	"region":     {`(` + regionIs + `)`, "REGION"},
	"repository": {`([^\s?,:@]+)`, "REPOSITORY"},
	"resource":   {`([^\s?,]+)`, "the repository"},
	"role":       {`([^\s?,]+)`, "the role"},
	"secret":     {`(arn:\S+)`, "the secret"},
	"status":     {`([1-5]\d\d)`, "an error"},
	"time":       {`([0-9hms.]+)`, "some time"},
	"version":    {`(\d+\.[0-9.]*\d)`, "its version"},
}

// fill puts the details of the text into an answer: those that the wording found,
// else those that were taken from the text before.
func fill(answer string, parts Parts, found map[string]string) string {
	return special.ReplaceAllStringFunc(answer, func(token string) string {
		name := strings.Trim(token, "<>")
		d, ok := details[name]
		switch {
		case !ok:
			return token
		case found[name] != "":
			return found[name]
		case parts[name] != "":
			return parts[name]
		}
		return d.otherwise
	})
}
