package recipe

import "github.com/seed-293f0d42/ecrkit/iampolicy"

// TrustECSTasks is the trust policy of a task role or task execution role. Any
// task of any account that names the role can use it if its deployer may pass
// it; [TrustECSTasksFrom] narrows that.
func TrustECSTasks() iampolicy.Document {
	return trust(iampolicy.Version2012, "ecs-tasks.amazonaws.com")
}

// TrustECSTasksFrom is TrustECSTasks for the tasks of given accounts in one
// region only, so that no other account can make ECS use the role. No cluster can be
// named: ECS does not support that in aws:SourceArn.
func TrustECSTasksFrom(region string, accounts ...string) (iampolicy.Document, error) {
	partition, err := partitionIn("TrustECSTasksFrom", region)
	if err == nil {
		err = checkAccounts("TrustECSTasksFrom", accounts)
	}
	if err != nil {
		return iampolicy.Document{}, err
	}
	sources := make([]string, len(accounts))
	for i, a := range accounts {
		sources[i] = "arn:" + partition + ":ecs:" + region + ":" + a + ":*"
	}
	p := iampolicy.Service("ecs-tasks.amazonaws.com")
	p.Service = asList(p.Service)
	return iampolicy.NewDocument(iampolicy.Allow("sts:AssumeRole").For(p).
		When("ArnLike", "aws:SourceArn", sources...).
		When("StringEquals", "aws:SourceAccount", accounts...)), nil
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
