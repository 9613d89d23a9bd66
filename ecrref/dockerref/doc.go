// Package dockerref converts to and from the references of distribution/reference.
// Docker, containerd tools and Kubernetes use those of
// github.com/distribution/reference, the packages of ecrkit use [ecrref.Ref].
//
// What both can hold is converted without loss, in both directions. What only
// one can hold is refused with the reason:
//
//	ECR only     256 characters after the host, before tag and digest: Docker takes 255
//	Docker only  every host that is not a registry of ECR, ports, capitals in a host;
//	             names that ECR has not: one character, or in the public gallery a__b and a--b;
//	             digests other than sha256
//
// It is a package of its own so that programs that import ecrref alone do not
// pay for the regular expressions that distribution/reference compiles when a
// program starts.
//
// Before v1.0.0 names may still change; that both ways undo each other never
// does.
package dockerref
