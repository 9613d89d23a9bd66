// Package iampolicy reads, writes, builds, judges and evaluates IAM policy
// documents, and knows the ones that Amazon ECR and Amazon ECS need.
package iampolicy
