package answer_test

import (
	"testing"

	"github.com/seed-293f0d42/ecrkit/examples/web/internal/answer"
	"github.com/stretchr/testify/require"
)

// TestByteOrderMark: a mark at the beginning of a field changes nothing but where a
// browser finds the places behind it. Inside a text it is a mistake.
func TestByteOrderMark(t *testing.T) {
	t.Parallel()
	const mark = "\ufeff"
	for _, in := range []answer.Input{
		{Image: image, Policy: pull, Agent: agent},
		{Image: task("EC2", role, image), Policy: managed, Agent: instances(having(agent, ecrAuth, roleAuth))},
		{Image: host + "/App:v1", Policy: "{", Agent: "1.x.0"},
		{Image: "\n" + host + "/App:v1", Policy: pull, Launch: "FARGATE"},
		{Image: image, Policy: "%7B", Launch: "FARGATE"},
	} {
		with := answer.Input{Image: mark + in.Image, Policy: mark + in.Policy, Agent: "\n" + mark + in.Agent, Launch: in.Launch}
		in.Agent = "\n" + in.Agent
		want, got := answer.Ask(in), answer.Ask(with)
		fields := map[answer.Field]string{answer.FieldImage: with.Image, answer.FieldPolicy: with.Policy, answer.FieldAgent: with.Agent}
		require.Len(t, got.Findings, len(want.Findings))
		for i, f := range got.Findings {
			if f.Caret != nil && f.Caret.Start >= 0 {
				require.Equal(t, f.Caret.At, selected(fields[f.Field], f.Caret), f.Message)
				f.Caret.Start--
				f.Caret.End--
			}
			require.Equal(t, want.Findings[i], f)
		}
		require.Equal(t, want.Verdict, got.Verdict)
	}
	for _, text := range []string{host + "/app" + mark + ":v1", host + "/app:v1" + mark, mark + mark + image} {
		require.NotEqual(t, answer.CanPull, answer.Ask(answer.Input{Image: text, Policy: pull, Launch: "FARGATE"}).Verdict, "%q", text)
	}
}
