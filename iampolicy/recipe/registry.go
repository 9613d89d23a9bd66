package recipe

import (
	"github.com/seed-293f0d42/ecrkit/ecrref"
	"github.com/seed-293f0d42/ecrkit/iampolicy"
)

// Replication is the registry policy that lets other accounts replicate their
// images into the registry.
func Replication(registry ecrref.Registry, accounts ...string) (iampolicy.Document, error) {
	prefix, err := repositoryPrefix("Replication", registry)
	if err == nil {
		err = checkAccounts("Replication", accounts)
	}
	if err != nil {
		return iampolicy.Document{}, err
	}
	s := iampolicy.Allow(iampolicy.ECRCreateRepository, iampolicy.ECRReplicateImage).On(prefix + "*").
		For(iampolicy.AWS(rootARNs(registry.Partition(), accounts)...)).Named("ReplicationAccessCrossAccount")
	s.Resource = asList(s.Resource)
	return iampolicy.NewDocument(s), nil
}
