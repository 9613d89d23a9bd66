package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-293f0d42/ecrkit/agentver"
)

// advertise says what makes an instance advertise an attribute: another agent, a
// setting, another Docker, or a start of the agent, which is when it registers what
// it offers.
func (m *machine) advertise(name string) string {
	f, known := agentver.FeatureByAttribute(name)
	since, _ := f.Since(m.os)
	switch status := f.Check(m.version, m.os); {
	case !isOwn(name):
		return fmt.Sprintf("it is no capability of the agent, so somebody has to set it: aws ecs put-attributes --cluster <cluster> "+
			"--attributes name=%s,targetType=container-instance,targetId=<instance>", name)
	case isAPIName(name) && m.version.IsValid():
		return "update agent, ecs-init and Docker: " + m.dockerOffers()
	case !known && m.version.IsValid():
		return fmt.Sprintf(
			"update the agent to one that has it: no agent up to %s, the newest that is known here, is known to",
			agentver.Latest(),
		)
	case m.isExternal() && f.NotOnExternal():
		return "no external instance advertises it: place the task on EC2 or on Fargate"
	case status == agentver.Unavailable:
		return fmt.Sprintf("no agent advertises it on %s: place the task on Linux", m.os)
	case status == agentver.TooOld:
		return updateAgent(since.String() + " or later")
	case status != agentver.Supported:
		return "update agent, ecs-init and Docker, and look at the agent's configuration"
	case f.Config() != "":
		return m.set(f.Config())
	}
	return fmt.Sprintf("agent %s is new enough for it, so %s", m.version, m.withhold(f))
}

// withhold says why an agent that has a feature does not advertise it.
func (m *machine) withhold(f agentver.Feature) string {
	needed, needsDocker := f.DockerAPI()
	switch offered := m.apis(); {
	case needsDocker && len(offered) == 0:
		return fmt.Sprintf("look at Docker: the agent advertises it only with Docker's API %s, and this one advertises no API at all. "+
			"See docker version on the instance, and once it answers start the agent anew: %s", needed, m.restart())
	case needsDocker && !slices.Contains(offered, needed.Minor):
		return fmt.Sprintf("look at Docker: the agent advertises it only with Docker's API %s; %s. "+
			"A newer ECS-optimized AMI holds a Docker and an agent that fit", needed, m.dockerOffers())
	case f.InitSince() != "":
		return fmt.Sprintf("update ecs-init to %s or later, and start the agent anew: %s", f.InitSince(), m.restart())
	}
	return "start it anew, which registers what it offers: " + m.restart() +
		" (what keeps it back then stands in the agent's log, /var/log/ecs/ecs-agent.log on Linux)"
}

// dockerOffers says which of Docker's APIs the instance advertises.
func (m *machine) dockerOffers() string {
	apis := m.apis()
	if len(apis) == 0 {
		return "the instance advertises none of Docker's APIs"
	}
	return fmt.Sprintf("the instance advertises Docker's API from 1.%d to 1.%d", slices.Min(apis), slices.Max(apis))
}

// set says where a setting of the agent goes:
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html
func (m *machine) set(setting string) string {
	if m.os == agentver.Windows {
		return "the agent needs the setting " + setting + " as an environment variable of the machine, and a restart: " + m.restart()
	}
	return "the agent needs the setting " + setting + " in /etc/ecs/ecs.config, and a restart: " + m.restart()
}

func (m *machine) restart() string {
	if m.os == agentver.Windows {
		return "Restart-Service AmazonECS"
	}
	return "sudo systemctl restart ecs"
}

// isOwn reports whether ECS or its agent sets an attribute, and nobody else may.
func isOwn(name string) bool {
	return strings.HasPrefix(name, "ecs.") || strings.HasPrefix(name, "com.amazonaws.ecs.")
}

// isExternal reports whether the instance is one of ECS Anywhere.
func (m *machine) isExternal() bool { _, ok := m.Attributes["ecs.capability.external"]; return ok }

func isAPIName(name string) bool { _, ok := apiOf(name); return ok }
