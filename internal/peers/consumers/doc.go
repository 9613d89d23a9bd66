// Package consumers shows that the programs which pull images take the
// references that ecrref builds: go-containerregistry in this process, Debian's
// skopeo and podman, and the ECR credential helper.
package consumers
