package iampolicy

// TrustECSTasks is the trust policy of a task role or task execution role. Any
// task of any account that names the role can use it if its deployer may pass
// it; TrustECSTasksFrom narrows that.
func TrustECSTasks() Document { return trust(Version2012, "ecs-tasks.amazonaws.com") }

// TrustEC2 is the trust policy of a container instance's role, with Version
// 2008-10-17 as AWS prints it.
func TrustEC2() Document { return trust(Version2008, "ec2.amazonaws.com") }

// trust has the empty Sid that AWS writes.
func trust(version Version, service string) Document {
	d := NewDocument(Allow("sts:AssumeRole").For(Service(service)).Named(""))
	d.Version = version
	return d
}

// TrustPullThroughCache is the trust policy of the role with PullThroughCacheRole.
func TrustPullThroughCache() Document {
	return NewDocument(Allow("sts:AssumeRole").For(Service("pullthroughcache.ecr.amazonaws.com")))
}

// trustECSTasksFrom cannot name a cluster: ECS does not support that in aws:SourceArn.
func trustECSTasksFrom(partition, region string, accounts []string) Document {
	sources := make([]string, len(accounts))
	for i, a := range accounts {
		sources[i] = "arn:" + partition + ":ecs:" + region + ":" + a + ":*"
	}
	p := Service("ecs-tasks.amazonaws.com")
	p.Service = asList(p.Service)
	return NewDocument(Allow("sts:AssumeRole").For(p).
		When("ArnLike", "aws:SourceArn", sources...).
		When("StringEquals", "aws:SourceAccount", accounts...))
}
