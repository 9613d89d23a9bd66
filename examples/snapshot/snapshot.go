package main

import (
	"encoding/json"
	"io"
	"time"
)

// snapshot is the file that the program prints: each answer in the shape in which
// the AWS CLI prints it, under the name of what was asked about.
type snapshot struct {
	Version int       `json:"snapshot"`
	Taken   time.Time `json:"taken"`
	Region  string    `json:"region"`

	CallerIdentity     *callerIdentity                    `json:"callerIdentity,omitempty"`
	TaskDefinitions    map[string]taskDefinitionAnswer    `json:"taskDefinitions,omitempty"`    // by the name that was asked for
	Services           map[string]servicesAnswer          `json:"services,omitempty"`           // by CLUSTER/SERVICE
	CapacityProviders  *capacityProvidersAnswer           `json:"capacityProviders,omitempty"`  // those of the services
	ContainerInstances map[string]containerInstanceAnswer `json:"containerInstances,omitempty"` // by cluster
	AccountDetails     *accountDetails                    `json:"accountDetails,omitempty"`     // the roles
	Images             map[string]imagesAnswer            `json:"images,omitempty"`             // by reference
	Manifests          map[string]manifestsAnswer         `json:"manifests,omitempty"`          // by reference, of indexes only
	RepositoryPolicies map[string]policyAnswer            `json:"repositoryPolicies,omitempty"` // by ARN of the repository
	RegistryPolicies   map[string]policyAnswer            `json:"registryPolicies,omitempty"`   // by host of the registry
	CacheRules         map[string]cacheRulesAnswer        `json:"cacheRules,omitempty"`         // by host of the registry
	CreationTemplates  map[string]templatesAnswer         `json:"creationTemplates,omitempty"`  // by host of the registry

	Absent     []gap `json:"absent"`     // what AWS says does not exist
	Unanswered []gap `json:"unanswered"` // what AWS did not say

	login *failure // why no credentials work; nil when they do
}

// put files an answer.
func put[Answer any](answers *map[string]Answer, name string, a Answer) {
	if *answers == nil {
		*answers = map[string]Answer{}
	}
	(*answers)[name] = a
}

func (s snapshot) write(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(s)
}
