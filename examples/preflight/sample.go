package main

import (
	"embed"
	"fmt"
	"io"
)

//go:embed sample/*.json
var sample embed.FS

const sampleIntroduction = `No files given, so this checks the sample that comes with the program:
  sample/task.json       a task definition for EC2 with two images
  sample/policy.json     the policy of its execution role
  sample/instances.json  the container instances of the cluster
For each image it asks whether the reference is complete, whether the role may
pull it, and whether the agents are new enough. Run with -h to check your own.

`

func introduceSample(w io.Writer) { fmt.Fprint(w, sampleIntroduction) }
