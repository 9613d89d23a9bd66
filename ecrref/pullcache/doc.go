// Package pullcache maps images of other registries to a pull-through cache in
// Amazon ECR, and back. With a rule for Docker Hub, for instance:
//
//	docker.io/grafana/grafana:11  <->  HOST/docker-hub/grafana/grafana:11
//
// A [Rule] is one pull-through cache rule of a private registry.
// [DefaultPrefix] tells the prefix that the ECR console proposes for an
// upstream. The package knows what a rule means and asks nobody whether such a
// rule, or the image, exists. Every error is an [*ecrref.ParseError].
//
// Before v1.0.0 names may still change; what the cached name of an image is, and
// that ToUpstream undoes FromUpstream, never do. New upstreams of ECR may get a
// default prefix, and the words of messages may change, in any release.
package pullcache
