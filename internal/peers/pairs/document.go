package pairs

import (
	"encoding/json"
	"fmt"

	minio "github.com/minio/pkg/v3/policy"

	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// required is the policy that AWS prints for a pull.
const required = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:BatchCheckLayerAvailability",` +
	`"ecr:BatchGetImage","ecr:GetDownloadUrlForLayer","ecr:GetAuthorizationToken"],"Resource":"*"}]}`

const minioModule = "github.com/minio/pkg/v3"

// naive is what programs write today. It knows this one document: a Resource
// in a list or a Statement without one breaks it.
type naive struct {
	Version   string
	Statement []naiveStatement
}

type naiveStatement struct {
	Sid       string `json:",omitempty"`
	Effect    string
	Action    []string
	Resource  string
	Condition map[string]map[string]string `json:",omitempty"`
}

// ParsePolicy reads a document.
func ParsePolicy() Group {
	text := []byte(required)
	return Group{"iampolicy.Parse", []Row{{"the policy for a pull", len(text), []Contender{
		{Name: Ours, Run: func() int { _, err := iampolicy.Parse(text); return number(err == nil) }, Answer: func() (got, want any) {
			d, err := iampolicy.Parse(text)
			return [2]any{d.String(), err}, [2]any{required, nil}
		}},
		{
			Name:   "encoding/json",
			Module: "std",
			Goal:   2.5,
			Run:    func() int { return len(readJSON[naive](text).Statement) },
			Answer: func() (got, want any) {
				return written(readJSON[naive](text))
			},
		},
		{
			Name:   "minio",
			Module: minioModule,
			Run:    func() int { return len(readJSON[minio.Policy](text).Statements) },
			Answer: func() (got, want any) {
				actions := readJSON[minio.Policy](text).Statements[0].Actions.ToSlice() // in no order
				return len(actions), 4
			},
		}, // Unmarshal: its ParseConfig refuses the actions of ECR
	}}}}
}

// AppendPolicy writes a document.
func AppendPolicy() Group {
	d, buf, peer := iampolicy.ECSPull(), make([]byte, 0, 1024), readJSON[naive]([]byte(required))
	return Group{"Document.AppendJSON", []Row{{"the policy for a pull", len(required), []Contender{
		{Name: Ours, Run: func() int { buf = d.AppendJSON(buf[:0]); return len(buf) }, Answer: func() (got, want any) {
			return string(d.AppendJSON(nil)), required
		}},
		{
			Name:   "encoding/json",
			Module: "std",
			Goal:   5,
			Run:    func() int { out, _ := json.Marshal(&peer); return len(out) },
			Answer: func() (got, want any) {
				return written(peer)
			},
		},
	}}}}
}

// written is what the naive way writes.
func written(d naive) (got, want any) {
	out, err := json.Marshal(d)
	return [2]any{string(out), err}, [2]any{required, nil}
}

// readJSON reads what can be read.
func readJSON[T any](text []byte) (v T) {
	if err := json.Unmarshal(text, &v); err != nil {
		panic(fmt.Sprintf("%s: %v", text, err))
	}
	return v
}
