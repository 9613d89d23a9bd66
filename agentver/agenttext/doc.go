// Package agenttext finds the version of an Amazon ECS container agent in the
// texts in which AWS reports it.
package agenttext
