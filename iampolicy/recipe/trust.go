package recipe

import "github.com/seed-293f0d42/ecrkit/iampolicy"

// TrustECSTasks is the trust policy of a task role or task execution role. Any
// task of any account that names the role can use it if its deployer may pass
// it; TrustECSTasksFrom narrows that.
func TrustECSTasks() iampolicy.Document {
	return trust(iampolicy.Version2012, "ecs-tasks.amazonaws.com")
}

// TrustEC2 is the trust policy of a container instance's role, with Version
// 2008-10-17 as AWS prints it.
func TrustEC2() iampolicy.Document { return trust(iampolicy.Version2008, "ec2.amazonaws.com") }

// trust has the empty Sid that AWS writes.
func trust(version iampolicy.Version, service string) iampolicy.Document {
	d := iampolicy.NewDocument(iampolicy.Allow("sts:AssumeRole").For(iampolicy.Service(service)).Named(""))
	d.Version = version
	return d
}

// TrustPullThroughCache is the trust policy of the role with PullThroughCacheRole.
func TrustPullThroughCache() iampolicy.Document {
	return iampolicy.NewDocument(iampolicy.Allow("sts:AssumeRole").For(iampolicy.Service("pullthroughcache.ecr.amazonaws.com")))
}

// trustECSTasksFrom cannot name a cluster: ECS does not support that in aws:SourceArn.
func trustECSTasksFrom(partition, region string, accounts []string) iampolicy.Document {
	sources := make([]string, len(accounts))
	for i, a := range accounts {
		sources[i] = "arn:" + partition + ":ecs:" + region + ":" + a + ":*"
	}
	p := iampolicy.Service("ecs-tasks.amazonaws.com")
	p.Service = asList(p.Service)
	return iampolicy.NewDocument(iampolicy.Allow("sts:AssumeRole").For(p).
		When("ArnLike", "aws:SourceArn", sources...).
		When("StringEquals", "aws:SourceAccount", accounts...))
}
