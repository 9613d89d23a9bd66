package main

// imageUnqualified: an image without a registry is one of Docker Hub, also where the
// same file makes a repository of that name in ECR.
func imageUnqualified(_ *job, p *pull) []finding {
	switch {
	case p.Bare == nil:
		return nil
	case p.Bare.IsRef:
		return p.at(failure, "write "+p.Bare.Write,
			"%s is the name of the repository without its registry, which is all that Ref returns: ECS looks for it on Docker Hub", p.shown())
	}
	return p.at(warning, "if that one is meant, write "+p.Bare.Write,
		"%s has no registry, so ECS takes it from Docker Hub; the same file makes a repository of that name, %s", p.shown(), p.Bare.URI.Value)
}
