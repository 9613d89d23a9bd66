// Package ecrtag says what tags mean to Amazon ECR beside naming an image. Which of
// them do the mutability filters of a repository cover, and which belong to the
// signatures, attestations and SBOMs of another image?
//
// Tags, filters and digests are plain texts here. To put a tag on an image use
// the methods of package ecrref. Every error is an [*ecrref.ParseError].
//
// Before v1.0.0 names may still change; which tags a filter covers never does,
// unless AWS changes what a filter is. The words of messages may change in any
// release.
package ecrtag
