package ecrref

// maxImage is what ECS and Docker allow, each for a part of their own.
const maxImage = 255

// CheckECS returns why Amazon ECS would not take r as the image of a container
// definition, nil if it would. ECS allows 255 characters, not counting a
// digest, and sha256 digests only, which every Ref has. A reference with
// neither tag nor digest passes: ECS reads it as ":latest".
//
// Source: the ECS API, ContainerDefinition.image, since 2025-06-20.
func (r Ref) CheckECS() error {
	switch {
	case !r.IsValid():
		return (&entry{name: "Ref.CheckECS"}).err("", 0, zeroValue)
	case int(r.tag) > maxImage:
		return (&entry{name: "Ref.CheckECS"}).err(r.text, maxImage, tooLongForECS)
	}
	return nil
}

// CheckDocker returns why Docker, and every tool built on
// github.com/distribution/reference, could not read r, nil if it could: ECR
// allows repository names of 256 characters, Docker 255.
func (r Ref) CheckDocker() error {
	switch path := int(r.lay.host) + 1; {
	case !r.IsValid():
		return (&entry{name: "Ref.CheckDocker"}).err("", 0, zeroValue)
	case int(r.path)-path > maxImage:
		return (&entry{name: "Ref.CheckDocker"}).err(r.text, path+maxImage, tooLongForDocker)
	}
	return nil
}
