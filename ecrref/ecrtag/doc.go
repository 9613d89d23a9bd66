// Package ecrtag answers what tags mean to Amazon ECR beside naming an image:
// which of them the mutability filters of a repository cover, and which belong
// to the signatures, attestations and SBOMs of another image.
//
// Tags, filters and digests are plain texts here. To put a tag on an image use
// the methods of package ecrref. Every error is an [*ecrref.ParseError].
package ecrtag
