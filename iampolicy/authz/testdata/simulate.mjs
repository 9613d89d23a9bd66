// Decides the requests on standard input, one JSON object on each line, with
// @cloud-copilot/iam-simulate as installed below the directory given as the
// first argument, and prints one outcome on each line. It is a witness for
// tests only: the simulator is AGPL-3.0 and no part of this module.
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

const require = createRequire(process.argv[2] + '/package.json')
const { runSimulation } = require('@cloud-copilot/iam-simulate')

const named = (list) => list?.map((policy, i) => ({ name: String(i), policy }))
const levels = (list) => (list ?? []).map((l, i) => ({ orgIdentifier: String(i), policies: named(l) }))

async function decide (c) {
  const r = await runSimulation({
    request: { principal: c.principal, action: c.action, resource: { resource: c.resource, accountId: c.account }, contextVariables: c.context },
    identityPolicies: named(c.identity ?? []),
    resourcePolicy: c.resourcePolicy,
    permissionBoundaryPolicies: named(c.boundary),
    sessionPolicy: c.session,
    vpcEndpointPolicies: named(c.endpoint),
    serviceControlPolicies: levels(c.scp),
    resourceControlPolicies: levels(c.rcp)
  }, {})
  if (r.resultType === 'error') return 'refused: ' + r.errors.message
  const ignored = r.result?.ignoredContextKeys ?? []
  return ignored.length > 0 ? 'refused: context keys ' + ignored.join(' ') : r.overallResult
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(await decide(JSON.parse(line)).catch((e) => 'refused: ' + String(e.message).split('\n')[0]))
}
