package agenttext_test

import (
	"strings"
	"testing"

	"github.com/seed-293f0d42/ecrkit/agentver/agenttext"
)

// TestOtherProducts: a version that is not said to be that of the ECS agent is
// never taken for it.
func TestOtherProducts(t *testing.T) {
	t.Parallel()
	const query, unsaid = "agentVersion in a form that Parse does not read",
		"agentVersion of an agent that is not said to be that of Amazon ECS"
	const bedrock, bottlerocket = "another kind of agent, such as one of Amazon Bedrock",
		"a Bottlerocket version, which says nothing about the agent in it"
	const cloudWatch = "the version of another agent, such as the CloudWatch agent"
	for _, c := range []struct{ in, want, why string }{
		{"INFO com.newrelic nr: agentVersion=8.1.0 started", query, "New Relic"},
		{"Dynatrace OneAgent agentVersion=1.269.0", query, "Dynatrace"},
		{"https://collector/x?agentType=java&agentVersion=2.24.8&osArch=linux", query, "a Java agent"},
		{"?agentVersion=2.24.8", query, "a query that says nothing else"},
		{"agentHash=02ff320c agentVersion=1.7.0", query, "two words are no query"},
		{"https://x/?myagentHash=02ff320c&agentVersion=1.7.0", query, "another parameter"},
		{"https://x/?agentVersion=8.1.0 https://y/?agentHash=02ff320c", query, "the hash of another query"},
		{`agent_version="1.7.0" AgentVersion=1.7.0`, query, "the parameter is agentVersion"},
		{`msg="Amazon ECS Agent runs" peer="datadog agent" agentVersion="7.1.0"`, query, "a line that names another agent too"},
		{"amazon-ecs-agent is up\nnr: agentVersion=8.1.0", "the name of the agent without a version", "the agent is named in another line"},

		{`{"event":"newrelic","agentVersion":"8.1.0"}`, unsaid, "New Relic"},
		{`{"AgentVersion":"2.3.0","AgentType":"amazon-ssm-agent"}`, unsaid, "Systems Manager"},
		{`{"InstanceInformationList":[{"InstanceId":"i-1","PingStatus":"Online",` + `"AgentVersion":"3.1.1260.0"}]}`, unsaid,
			"describe-instance-information"},
		{`{"appnet_agent":{"agentVersion":"1.0.1"}}`, unsaid, "App Net"},
		{`{"newrelic":[{"agentVersion":"8.1.0"}]}`, unsaid, "in a list, and named by what is around it"},
		{`{"log":"{\"agentVersion\":\"8.1.0\"}"}`, unsaid, "in a string, and named by what is around it"},
		{`{"agentVersion":"8.1.0","runtime":"java"}`, unsaid, "beside another member"},
		{`[{"agentVersion":"8.1.0","name":"x"}]`, unsaid, "in a list"},
		{`{"msg":"New Relic agent","agentVersion":"8.1.0"}`, unsaid, "a log line of another agent"},
		{`{"agentVersion":"2.19.0","dockerVersion":"20.10.5","agentType":"docker"}`, unsaid, "an agent that tells its Docker otherwise than ECS"},
		{`{"agentVersion":"8.1.0","agentHash":"sha256:0123","host":"h"}`, unsaid, "a hash that is no commit"},
		{`{"agentVersion":"8.1.0","dockerVersion":null,"host":"h"}`, unsaid, "no Docker at all"},
		{`{"agentVersion":{"agentId":"ABC","agentName":"helper","agentVersion":"1"}}`, bedrock, "get-agent-version of Bedrock"},
		{`{"agentVersion":{"agentVersion":"1.0.0"}}`, bedrock, "with three numbers"},
		{`{"agentVersion":"1.300049.1"}`, cloudWatch, "by itself, but of no ECS agent"},
		{`{"agentVersion":"25.0.13"}`, "a Docker version, not an agent version", "by itself, but of no ECS agent"},

		{"v1.300049.1", cloudWatch, "the CloudWatch agent"},
		{"1.247359.0", cloudWatch, "the CloudWatch agent"},
		{"1.1000.0", cloudWatch, "the first minor number that is too large"},
		{"1.20.0-fcf71a47", bottlerocket, "a Bottlerocket image"},
		{"v1.20.0-fcf71a47-dirty", bottlerocket, "a Bottlerocket image"},
		{"1.20.0-fcf71a4", bottlerocket, "a shorter hash"},
		{`"1.20.0-fcf71a47"`, bottlerocket, "as JSON"},
		{"bottlerocket-aws-ecs-2-x86_64-v1.20.0-fcf71a47", bottlerocket, "an AMI"},

		{"/opt/ecs/tool 1.102.2-1", "no agent version in a form that AWS uses", "a path is not the name of the package"},
		{"amazon-/ecs 1.102.2-1", "no agent version in a form that AWS uses", "nor is a name that breaks off"},
		{"yum install ecs-init-:1.102.2-1", "not a package of ecs-init", "an epoch has digits"},
		{"https://github.com/x/my-amazon-ecs-agent/releases/tag/v9.9.9", "no agent version in a form that AWS uses",
			"a repository with a longer name"},
		{"MyAmazon ECS Agent v9.9.9", "no agent version in a form that AWS uses", "the end of another name"},
		{"Amazon ECS agent v", "no agent version in a form that AWS uses", "cut off"},
		{"Amazon ECS agent very old", "no agent version in a form that AWS uses", "a word with v"},
		{"It runs Amazon ECS agent version 1.39.0", "no agent version in a form that AWS uses", "a sentence, not a label"},
		{"Amazon ECS Agent:\nDocker:\n\tVersion: 20.10.13\n", "an agent that does not say its version", "the version of what comes next"},
		{"Amazon ECS Agent:\n\tVersion\n", "an agent that does not say its version", "a line without a value"},
		{"Amazon ECS Agent:\n\tCommit: " + strings.Repeat("x ", 600) + "Version: 9.9.9\n", "an agent that does not say its version",
			"the end of a line that is too long"},
		{"Amazon ECS Agent:\n\tCommit: " + strings.Repeat("x", 1011) + " Version: 9.9.9\n", "an agent that does not say its version",
			"the same, where it is cut"},
		{"Name : ecs-init\nArchitecture : x86_64\n", "about ecs-init without its version and release", "rpm -qi, cut off"},
		{"i | amazon-ecs-init | package | 1.10", "about ecs-init without its version and release", "zypper search -s, cut off"},
		{`{"agentVersion":"5.10-28"}`, "no agent version where one belongs: unexpected '-'", "two numbers are no agent's"},
		{"ecs_agent_version =", "no agent version in a form that AWS uses", "cut off"},
		{"ecs_agent_version = \"v\"", "no agent version in a form that AWS uses", "no number"},
		{"min_ecs_agent_version = \"1.39.0\"", "no agent version in a form that AWS uses", "a minimum is no version of an agent"},
		{"ecs_agent_version = var.agent", "no agent version in a form that AWS uses", "a reference"},
		{"ecs_agent_version == \"1.39.0\"", "no agent version in a form that AWS uses", "a comparison"},
		{"ecs_agent_versions = 3", "no agent version in a form that AWS uses", "another name"},
		{"You must use ecs-init version 1.28.1-2 or later.", "a version that is asked for, not that of an agent", "a minimum"},
		{"It needs Amazon ECS agent v1.30.0 or newer", "a version that is asked for, not that of an agent", "a minimum"},
		{"Amazon ECS Agent v1.7.0 and above", "a version that is asked for, not that of an agent", "a minimum"},
		{"Amazon ECS agent v1.39.0 is required", "a version that is asked for, not that of an agent", "a minimum"},
		{"requires the Amazon ECS agent v1.39.0", "a version that is asked for, not that of an agent", "a minimum, said in front"},
		{"at least Amazon ECS container agent v1.39.0", "a version that is asked for, not that of an agent", "a minimum, said in front"},
		{"Amazon ECS agent Version: 1.39.0 or later", "a version that is asked for, not that of an agent", "a minimum, written as in a log"},
		{"This needs ecs-init version 1.28.1-2", "a version that is asked for, not that of an agent", "a minimum, said in front"},
		{"With Amazon ECS agent version 1.39.0 tasks can use it.", "no agent version in a form that AWS uses", "a sentence, not a label"},
		{"Amazon ECS agent version 1.39.0 has it", "no agent version in a form that AWS uses", "a sentence, not a label"},
		{"Amazon ECS agent version: 1.39.0, Docker 25", "about Docker, which is not the agent", "more than a label"},
		{"PKR_VAR_MIN_ecs_agent_version=1.39.0", "no agent version in a form that AWS uses", "another variable"},
		{"variable \"ecs_agent_version\" {\n  description = \"the default = 1.2.3\"\n  no_default = \"1.2.3\"\n}",
			"no agent version in a form that AWS uses", "a variable without a default"},
		{"variable \"ecs_agent_version\" {\n}\nvariable \"docker_version\" {\n  default = \"1.13.1\"\n}",
			"about Docker, which is not the agent", "the default of another variable"},
		{"the ecs_agent_version 1.39.0", "no agent version in a form that AWS uses", "a sentence"},
		{"amazon-ecs-init:\n  Installed: (none)\n  Candidate: 1.102.2-1\n", "a package that is not installed", "apt-cache policy"},
		{"amazon-ecs-init:\n  Candidate: 1.102.2-1\n", "about ecs-init without its version and release", "apt-cache policy, cut off"},
		{"   | amazon-ecs-init | package | 1.102.2-1 | x86_64 | ecs", "a package that is not installed", "zypper search -s"},
		{"v  | amazon-ecs-init | package | 1.105.1-1 | x86_64 | ecs", "a package that is not installed", "zypper search -s: a newer one"},
		{"Available Packages\necs-init.x86_64    1.102.2-1.amzn2023    amazonlinux\n", "a package that is not installed", "yum list"},
		{"Datadog Cache Agent version 7.1.0", "no agent version in a form that AWS uses", "the end of another name"},
		{"in | amazon-ecs-init | package | 1.105.1-1 | x86_64 | ecs", "a package that is not installed", "a word that begins with i"},
		{"i  | amazon-ecs-init | pattern | 1.105.1-1 | noarch | ecs", "about ecs-init without its version and release", "no package"},
		{"Name : amazon-ecs-init\nVersion : 1.102.2-1\nStatus : not installed\n", "a package that is not installed", "zypper info"},
		{"Name : ecs-init\nVersion : 1.105.1-1\nStatus : out-of-date (version 1.102.2-1 installed)\n", "a package that is not installed",
			"zypper info: the version is that of the repository"},
		{"amazon-ssm-agent=1.2.3-1", "about the Systems Manager agent, which is another agent", "apt install of another package"},
		{"yum install ecs-init-1.102.2-beta", "not a package of ecs-init", "a pre-release is no package"},
		{"https://raw.githubusercontent.com/aws/amazon-ecs-agent/master/VERSION", "no agent version in a form that AWS uses", "a branch"},
		{"https://github.com/aws/amazon-ecs-agent/v1.102.2", "no agent version in a form that AWS uses", "not the host of raw files"},
		{"https://github.com/aws/amazon-ecs-agent/compare/v1.102.1...v1.102.2", "no agent version in a form that AWS uses", "two versions"},
		{"rc  amazon-ecs-init  1.102.2-1  amd64  Starts the agent", "a package that was removed",
			"dpkg -l of a package that left its configuration"},
		{"Removing amazon-ecs-init (1.102.2-1) ...", "a package that was removed", "apt remove"},
		{"Package: amazon-ecs-init\nStatus: deinstall ok config-files\nVersion: 1.82.0-1\n", "a package that is not installed", "dpkg -s"},
		{"amazon-ecs-init is older than nginx 1.27.3-1", "about ecs-init without its version and release",
			"a version of something else in the line"},
		{"Name        : docker\nVersion     : 25.0.13\nRelease     : 1.amzn2023\n", "about Docker, which is not the agent",
			"rpm -qi of another package"},
		{"Name : ecs-init-extras\nVersion : 1.0.0\nRelease : 1\n", "not a package of ecs-init", "rpm -qi of a package with a longer name"},
		{"amazon/amazon-ecs-agent   latest   0123456789ab   2 weeks ago   81MB", "an alias, not a version", "docker images"},
		{"amazon/amazon-ecs-agent 1.102.2 is too new", "the name of the agent without a version", "prose, not a column"},
		{"https://github.com/aws/amazon-ecs-cli/releases/tag/v1.21.0", "about the ECS CLI, which is not the agent", "another repository"},
		{"https://github.com/aws/amazon-ecs-agent/tree/master", "no agent version in a form that AWS uses", "a branch"},
		{"https://github.com/aws/amazon-ecs-agent/blob/dev/vendor/x@v1.2.3/a.go", "no agent version in a form that AWS uses",
			"a file of a branch"},
	} {
		if got := extracted(t, c.in); got != c.want {
			t.Errorf("%s: Parse(%q) = %s, want %s", c.why, c.in, got, c.want)
		}
	}
}

// TestSavedState: the line about the database names the agent that saved it.
func TestSavedState(t *testing.T) {
	t.Parallel()
	const want = "the agent that saved the state, which may be older than the agent that runs"
	for _, in := range []string{
		`level=info msg="Amazon ECS agent version found in boltdb" agentVersion="1.98.0"`,
		`level=info msg="Amazon ECS Agent: saved by" agentVersion="1.98.0" module=data.go`,
		`level=info msg="Amazon ECS Agent: previous version" agentVersion="1.98.0" module=data.go`,
		`{"level":"info","msg":"Amazon ECS agent version in boltdb","agentVersion":"1.98.0"}`,
	} {
		if got := extracted(t, in); got != want {
			t.Errorf("Parse(%q) = %s, want %s", in, got, want)
		}
	}
}

// TestOwnTexts: what AWS and the package managers print about the agent.
func TestOwnTexts(t *testing.T) {
	t.Parallel()
	const rpm = "Name        : ecs-init\nVersion     : 1.102.2\nRelease     : 1.amzn2023\nArchitecture: " +
		"x86_64\nInstall Date: Mon Jan  5 2026\n" +
		"Summary     : Amazon Elastic Container Service initialization application\n"
	const dpkg = "Package: amazon-ecs-init\nStatus: install ok installed\nPriority: optional\nArchitecture: " +
		"amd64\nVersion: 1.82.0-1\nDepends: docker-ce (>= 17.12.0)\n"
	const dpkgList = "Desired=Unknown/Install/Remove/Purge/Hold\n||/ Name            Version      Architecture Description\n" +
		"+++-===============-============-============-=================\n" +
		"ii  amazon-ecs-init 1.102.2-1    amd64        Starts the Amazon ECS Agent\nii  docker-ce       5:25.0.3-1   amd64        Docker\n"
	const packer = "ami_version_al2023 = \"20260105\"\necs_agent_version = \"1.102.2\"\necs_init_rev = " +
		"\"1\"\ndocker_version = \"25.0.13\"\ncontainerd_version = \"2.0.6\"\n"
	for _, c := range []struct {
		in, version, arch string
		form              agenttext.Form
		why               string
	}{
		{packer, "1.102.2", "", agenttext.FormAMI, "recipe of the AMI, beside Docker's variables"},
		{"variable \"ecs_agent_version\" {\n  type = string\n  default = \"1.102.2\"\n}\nvariable " +
			"\"docker_version\" {\n  default = \"25.0.13\"\n}\n", "1.102.2", "", agenttext.FormAMI, "a variable with a default"},
		{"variable \"ecs_agent_version\" {\n  validation { x = \"default = 1.2.3 }\" }\n  description = \"{the default}\"\n" +
			"  default = \"1.102.2\"\n}\n", "1.102.2", "", agenttext.FormAMI, "a default behind other blocks and texts"},
		{"variable \"ecs_agent_version\" {\n  description = \"\"\n  nested {\n    default = \"9.9.9\"\n  }\n  default = \"1.102.2\"\n}\n",
			"1.102.2", "", agenttext.FormAMI, "a default behind that of another block, and an empty text"},
		{"variable \"ecs_agent_version\" { default = \"1.102.2\" }", "1.102.2", "", agenttext.FormAMI, "in one line"},
		{"PKR_VAR_ecs_agent_version=1.102.2", "1.102.2", "", agenttext.FormAMI, "a variable of Packer's in the environment"},
		{"TF_VAR_ecs_agent_version=1.102.2", "1.102.2", "", agenttext.FormAMI, "a variable of Terraform's"},
		{"FROM x\nENV ECS_AGENT_VERSION 1.102.2\n", "1.102.2", "", agenttext.FormAMI, "the older form of ENV"},
		{"TAGS\tecs_agent_version\t1.102.2\n", "1.102.2", "", agenttext.FormAMI, "aws ec2 describe-images --output text"},
		{"ecs_agent_version: 1.102.2\n", "1.102.2", "", agenttext.FormAMI, "YAML"},
		{"export ECS_AGENT_VERSION=v1.102.2; x", "1.102.2", "", agenttext.FormAMI, "a shell variable"},
		{"ii  amazon-ecs-init  1.102.2-1", "1.102.2", "", agenttext.FormPackage, "dpkg -l"},
		{dpkgList, "1.102.2", "amd64", agenttext.FormPackage, "dpkg -l with its head"},
		{"Setting up amazon-ecs-init (1.105.1-1) ...", "1.105.1", "", agenttext.FormPackage, "apt install"},
		{"Unpacking amazon-ecs-init (1.105.1-1) over (1.102.2-1) ...", "1.105.1", "", agenttext.FormPackage, "apt upgrade: the new one"},
		{"amazon-ecs-init/now 1.105.1-1 amd64 [installed,local]", "1.105.1", "amd64", agenttext.FormPackage, "apt list"},
		{"amazon-ecs-init:amd64 (1.105.1-1)", "1.105.1", "amd64", agenttext.FormPackage, "dpkg's log"},
		{"amazon-ecs-init\t1.105.1-1\n", "1.105.1", "", agenttext.FormPackage, "dpkg-query -W"},
		{"Get:1 https://x amazon-ecs-init amd64 1.105.1-1 [31 MB]", "1.105.1", "amd64", agenttext.FormPackage, "apt's download"},
		{"Upgraded: amazon-ecs-init 1.105.1-1", "1.105.1", "", agenttext.FormPackage, "a label that is not the package's"},
		{"Package ecs-init.x86_64 0:1.102.2-1.amzn2 is already installed.", "1.102.2", "x86_64", agenttext.FormPackage, "dnf install"},
		{"amazon-ecs-init: 1.105.1-1", "1.105.1", "", agenttext.FormPackage, "a label"},
		{"amazon-ecs-init:\r\n  Installed: 1.102.2-1\r\n", "1.102.2", "", agenttext.FormPackage, "apt-cache policy, other line ends"},
		{"i | amazon-ecs-init | package | 1.102.2-1 | x86_64", "1.102.2", "x86_64", agenttext.FormPackage,
			"zypper search -s, without the repository"},
		{"amazon-ecs-init_1.105.1-1_amd64.deb.asc", "1.105.1", "amd64", agenttext.FormPackage, "the signature of a package"},
		{"amazon-ecs-agent-1.102.2.tar.gz", "1.102.2", "", agenttext.FormArchive, "the sources"},
		{"amazon-ecs-agent/releases/tag/v1.102.2", "1.102.2", "", agenttext.FormRelease, "the page of a release without its host"},
		{"amazon-ecs-init=1.105.1-1", "1.105.1", "", agenttext.FormPackage, "apt's way to name a version"},
		{"apt-get install -y amazon-ecs-init:arm64=1.105.1-1 jq=1.7.1-3", "1.105.1", "arm64", agenttext.FormPackage, "apt-get install"},
		{"amazon-ecs-init:\n  Installed: 1.102.2-1\n  Candidate: 1.105.1-1\ndocker-ce:\n  Installed: 5:25.0.3-1\n", "1.102.2", "",
			agenttext.FormPackage, "apt-cache policy: what is installed, not the candidate"},
		{"Updated:\n  ecs-init.x86_64 0:1.102.2-1.amzn2\n\nComplete!\n", "1.102.2", "x86_64", agenttext.FormPackage, "yum update"},
		{"---> Package ecs-init.aarch64 0:1.102.2-1.amzn2 will be installed", "1.102.2", "aarch64", agenttext.FormPackage, "yum install"},
		{"ecs-init-0:1.102.2-1.amzn2023.x86_64", "1.102.2", "x86_64", agenttext.FormPackage, "dnf repoquery, with an epoch"},
		{"yum install -y ecs-init-1.102.2", "1.102.2", "", agenttext.FormPackage, "whatever the release of the package"},
		{"S  | Name            | Type    | Version   | Arch   | Repository\n---+-----------------+---------\n" +
			"i+ | amazon-ecs-init | package | 1.102.2-1 | x86_64 | ecs\nv  | amazon-ecs-init | package | 1.105.1-1 | x86_64 | ecs\n",
			"1.102.2", "x86_64", agenttext.FormPackage, "zypper search -s: what is installed"},
		{"Name           : amazon-ecs-init\nVersion        : 1.102.2-1\nArch           : x86_64\nStatus         : up-to-date\n",
			"1.102.2", "x86_64", agenttext.FormPackage, "zypper info"},
		{"ecs-init.x86_64 1.102.2-1.amzn2023", "1.102.2", "x86_64", agenttext.FormPackage, "yum list"},
		{"Installed Packages\necs-init.aarch64    1.102.2-1.amzn2023    " +
			"@amazonlinux\ndocker.aarch64    25.0.13-1.amzn2023.0.1    @amazonlinux\n", "1.102.2", "aarch64", agenttext.FormPackage,
			"dnf list"},
		{rpm, "1.102.2", "x86_64", agenttext.FormPackage, "rpm -qi"},
		{"Installed Packages\necs-init.x86_64    1.101.0-1.amzn2023    @amazonlinux\nAvailable Packages\n" +
			"ecs-init.x86_64    1.102.2-1.amzn2023    amazonlinux\n", "1.101.0", "x86_64", agenttext.FormPackage,
			"yum list: what is installed, not what is offered"},
		{"Installed Packages\n" + strings.ReplaceAll(rpm, "Architecture:", "Architecture :"), "1.102.2", "x86_64",
			agenttext.FormPackage, "dnf info"},
		{dpkg, "1.82.0", "amd64", agenttext.FormPackage, "dpkg -s"},
		{"Package: amazon-ecs-init\nVersion: 1.82.0-1\nStatus: install ok installed\nPriority: optional\n", "1.82.0", "",
			agenttext.FormPackage, "apt show, in another order"},
		{"REPOSITORY                TAG        IMAGE ID       CREATED       SIZE\n" +
			"amazon/amazon-ecs-agent   v1.102.2   0123456789ab   2 weeks ago   81MB\nnginx   1.29.0   0123456789ab   2 weeks ago   81MB\n",
			"1.102.2", "", agenttext.FormImage, "docker images"},
		{"amazon/amazon-ecs-agent\tv1.102.2\t0123456789ab", "1.102.2", "", agenttext.FormImage, "docker images --format, with tabs"},
		{"https://github.com/aws/amazon-ecs-agent/releases/tag/v1.102.2", "1.102.2", "", agenttext.FormRelease, "page of a release"},
		{"see https://github.com/aws/amazon-ecs-agent/archive/refs/tags/v1.102.2.tar.gz.", "1.102.2", "", agenttext.FormRelease, "sources"},
		{"https://github.com/aws/amazon-ecs-agent/blob/v1.102.2/README.md#usage", "1.102.2", "", agenttext.FormRelease, "a file by tag"},
		{"https://github.com/aws/amazon-ecs-agent/raw/v1.102.2/VERSION", "1.102.2", "", agenttext.FormRelease, "a raw file by tag"},
		{"https://raw.githubusercontent.com/aws/amazon-ecs-agent/v1.102.2/CHANGELOG.md", "1.102.2", "", agenttext.FormRelease,
			"the host of raw files"},
		{"https://raw.githubusercontent.com/aws/amazon-ecs-agent/refs/tags/v1.102.2/VERSION", "1.102.2", "", agenttext.FormRelease,
			"the host of raw files, with refs"},
		{"https://codeload.github.com/aws/amazon-ecs-agent/tar.gz/refs/tags/v1.102.2", "1.102.2", "", agenttext.FormRelease,
			"the host of archives"},
		{"https://api.github.com/repos/aws/amazon-ecs-agent/tarball/v1.102.2", "1.102.2", "", agenttext.FormRelease, "the API"},
		{"* Mon Jan 05 2026 A <a@b.c> - 1.102.2-1\n- Cache Agent version 1.102.2\n", "1.102.2", "", agenttext.FormPackage,
			"changelog of ecs-init"},
		{"Amazon ECS Agent v1.0.0", "1.0.0", "", agenttext.FormDescription, "documentation"},
		{"Amazon ECS agent version: 1.102.2\nDocker version: 25.0.3\n", "1.102.2", "", agenttext.FormDescription, "a label"},
		{"OS: linux\n  AMAZON ECS CONTAINER AGENT VERSION = v1.102.2\n", "1.102.2", "", agenttext.FormDescription, "in any case"},
		{"The Amazon ECS container agent v1.0.0 runs.", "1.0.0", "", agenttext.FormDescription, "the longer name"},
		{"This is Amazon ECS agent v1.0.0.", "1.0.0", "", agenttext.FormDescription, "at the end of a sentence"},
		{`level=info msg="Amazon ECS agent started" agentVersion="1.98.0" module=agent.go`, "1.98.0", "", agenttext.FormLog,
			"a line that names the agent"},
		{`level=info msg="Connecting" image=amazon/amazon-ecs-agent agentVersion=1.98.0`, "1.98.0", "", agenttext.FormLog,
			"the name may be in another field"},
		{`msg="Amazon ECS container agent started" agentVersion=1.98.0`, "1.98.0", "", agenttext.FormLog, "the longer name"},
		{`{"level":"info","msg":"Amazon ECS agent started","agentVersion":"1.98.0"}`, "1.98.0", "", agenttext.FormLog, "the same as JSON"},
		{"ecs-init version 1.28.1-2", "1.28.1", "", agenttext.FormInit, "a package's release, not a pre-release"},
		{`{"agentVersion":"1.98.0","dockerVersion":"1.9.1"}`, "1.98.0", "", agenttext.FormVersionInfo, "nothing but versionInfo's members"},
		{`{"id":"i-1","agentVersion":"1.98.0","dockerVersion":"DockerVersion: 20.10.13"}`, "1.98.0", "", agenttext.FormVersionInfo,
			"an agent that tells its Docker as ECS does"},
		{`{"id":"i-1","agentVersion":"1.98.0","agentHash":"UNKNOWN"}`, "1.98.0", "", agenttext.FormVersionInfo, "an agent built without git"},
		{`{"id":"i-1","agentVersion":"Amazon ECS Agent - v1.98.0 (02ff320c)"}`, "1.98.0", "", agenttext.FormDescription,
			"it says itself whose agent it is"},
		{`{"containerInstances":{"i-1":{"versionInfo":{"agentVersion":"1.98.0"}}}}`, "1.98.0", "", agenttext.FormVersionInfo,
			"instances by name, not in a list"},
		{"[Amazon ECS agent v1.98.0 runs]", "1.98.0", "", agenttext.FormDescription, "in brackets"},
		{`{"id":"i-1","agentVersion":"1.98.0","dockerVersion":"containerd"}`, "1.98.0", "", agenttext.FormVersionInfo,
			"an agent on containerd"},
		{`{"agentVersion":"1.28.1-2","agentHash":"02ff320c"}`, "1.28.1", "", agenttext.FormVersionInfo, "the same everywhere"},
		{"amazon/amazon-ecs-agent:v1.28.1-2", "1.28.1", "", agenttext.FormImage, "the same everywhere"},
		{`[{"arn":"a","containerInstanceArn":"b","agentVersion":"1.98.0"}]`, "1.98.0", "", agenttext.FormVersionInfo,
			"a container instance that --query made flat"},
		{`[{"agentVersion":"1.98.0"},{"agentVersion":"1.98.0"}]`, "1.98.0", "", agenttext.FormVersionInfo, "nothing but the version"},
	} {
		a, err := agenttext.Parse(c.in)
		if err != nil || a.Version.String() != c.version || a.Arch != c.arch || a.Form != c.form {
			t.Errorf("%s: Parse(%q) = %s %q %s, %v, want %s %q %s", c.why, c.in, a.Version, a.Arch, a.Form, err, c.version, c.arch, c.form)
		}
	}
}

// TestTextOutput: aws --output text has no names, so that no number says what it is.
func TestTextOutput(t *testing.T) {
	t.Parallel()
	for _, in := range []string{"1.102.2\tDockerVersion: 25.0.13", "ec39785b\t1.102.2\tDockerVersion: 25.0.13\n"} {
		_, err := agenttext.Parse(in)
		if err == nil || !strings.Contains(err.Error(), "text output of the AWS CLI") || !strings.Contains(err.Error(), "--output json") {
			t.Errorf("Parse(%q): %v", in, err)
		}
	}
}

// TestNoSecretInErrors: what may be a secret is in no part of an error.
func TestNoSecretInErrors(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"password=hunter2 ecs agent 1.7", `{"password":"hunter2","agentVersion":"1.7"`, "Amazon ECS Agent - v1.7 token: hunter2",
		`{"password=hunter2":{"a":1},"password=hunter2":{"b":2}}`, "https://user:hunter2@example.com/amazon-ecs-agent:1.7", " password=hunter2 ",
		"Amazon ECS Agent - v1.7;password=hunter2 (02ff320c)", "docker login -p hunter2 ecs agent",
	} {
		for name, parse := range map[string]func(string) error{
			"Parse":        func(s string) error { _, err := agenttext.Parse(s); return err },
			"ParseDocker":  func(s string) error { _, err := agenttext.ParseDocker(s); return err },
			"ParsePackage": func(s string) error { _, err := agenttext.ParsePackage(s); return err },
		} {
			if err := parse(in); err == nil || strings.Contains(err.Error(), "hunter2") {
				t.Errorf("%s(%q): %v", name, in, err)
			}
		}
	}
}
