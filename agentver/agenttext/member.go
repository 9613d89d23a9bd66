package agenttext

// The members of JSON objects that mean something, by the place they have in an
// object.
const (
	agentVersionKey  = iota // versionInfo
	agentHashKey            // versionInfo
	dockerVersionKey        // versionInfo
	amiAgentKey             // ECS-optimized AMI
	amiRuntimeKey           // ECS-optimized AMI
	msgKey                  // log line
	logVersionKey           // log line
	commitKey               // log line
	nameKey                 // SSM parameter
	tagKey                  // tag
	valueKey                // SSM parameter or tag
	platformKey             // task or service on Fargate
	taskKey                 // task
	instancesKey            // answer of describe-container-instances
	versionInfoKey          // container instance
	instanceKey             // container instance, task
	connectedKey            // container instance
	introspectionKey        // introspection API; the SDK for Go also writes it for instanceKey
	keyCount
)

// object is what an object holds, by the place of its members above.
type object [keyCount]*jsonValue

// memberIndex returns the place of a member, -1 for all others. The AWS CLI and
// the SDK for Go write different cases.
func memberIndex(name string) int {
	switch name {
	case "agentVersion", "AgentVersion":
		return agentVersionKey
	case "agentHash", "AgentHash":
		return agentHashKey
	case "dockerVersion", "DockerVersion":
		return dockerVersionKey
	case "ecs_agent_version":
		return amiAgentKey
	case "ecs_runtime_version":
		return amiRuntimeKey
	case "msg":
		return msgKey
	case "version":
		return logVersionKey
	case "commit":
		return commitKey
	case "Name", "name":
		return nameKey
	case "Key", "key":
		return tagKey
	case "Value", "value":
		return valueKey
	case "platformVersion", "PlatformVersion":
		return platformKey
	case "taskArn", "TaskArn":
		return taskKey
	case "containerInstances", "ContainerInstances":
		return instancesKey
	case "versionInfo", "VersionInfo":
		return versionInfoKey
	case "containerInstanceArn":
		return instanceKey
	case "agentConnected", "AgentConnected":
		return connectedKey
	case "ContainerInstanceArn":
		return introspectionKey
	}
	return -1
}

// isInstance reports whether o is a container instance.
func (o *object) isInstance() bool {
	return o[versionInfoKey] != nil || o[connectedKey] != nil || o[instanceKey] != nil && o[taskKey] == nil
}

// string returns the text of a member, "" when it has none.
func (o *object) string(key int) string {
	if m := o[key]; m != nil && m.kind == jsonString {
		return m.text
	}
	return ""
}
