package agentver
