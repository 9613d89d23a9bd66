// Package ecrref reads, builds and changes references to images in Amazon ECR:
//
//	123456789012.dkr.ecr.us-west-2.amazonaws.com/team/app:v1@sha256:…
package ecrref
