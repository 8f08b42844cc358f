/** What the page of a verb shows beside what the command table says. */
export interface VerbExamples {
  /** Lines that run on the bundled example, whose output is shown. */
  readonly shown: readonly string[];
  /** Pages that tell more: path in docs/, and what it is about. */
  readonly more: readonly (readonly [page: string, about: string])[];
}

/** By the name of the verb: a verb without an entry does not pass the tests. */
export const VERB_EXAMPLES: Readonly<Record<string, VerbExamples>> = {
  get: {
    shown: [
      'gwctl get gateways -A --demo',
      'gwctl get routes -n shop --demo',
      'gwctl get listeners -n infra --demo',
      'gwctl get policies -A --demo',
      'gwctl get routes --for infra/gateway/web -A -o name --demo',
    ],
    more: [
      ['reading-the-output.md', 'what `Stale`, `Pending` and `<unknown>` mean'],
      ['kubectl-habits.md', "kubectl's habits, and where gwctl keeps them"],
      ['documents.md#listener', 'the document of a listener'],
    ],
  },
  describe: {
    shown: ['gwctl describe httproute legacy --demo', 'gwctl describe gateway preview --demo'],
    more: [
      ['reading-the-output.md', 'marks, statuses and reasons'],
      ['documents.md#resourcedescriptionlist', 'the same as data (`-o json`)'],
    ],
  },
  graph: {
    shown: [
      'gwctl graph httproute/cart -n shop --demo',
      'gwctl graph gateway/internal -n infra --demo',
      'gwctl graph gateway/internal -n infra -o mermaid --demo',
    ],
    more: [
      ['graph.md', 'what the graph knows'],
      ['documents.md#graph', 'the same as data (`-o json`)'],
    ],
  },
  status: {
    shown: ['gwctl status shop --problems 2 --demo', 'gwctl status payments --check --demo; echo $?'],
    more: [
      ['status.md', 'what counts as a problem, and the exit codes'],
      ['documents.md#statusreport', 'the same as data (`-o json`)'],
    ],
  },
  analyze: {
    shown: ['gwctl analyze -n shop --demo', 'gwctl analyze httproute/search -n shop --demo; echo $?'],
    more: [
      ['analyze.md', 'what is looked at, severities, suppressions and baselines'],
      ['rules/README.md', 'every rule, with a wrong and a right example'],
      ['documents.md#analysisreport', 'the same as data (`-o json`)'],
    ],
  },
  explain: {
    shown: ['gwctl explain NoMatchingParent', 'gwctl explain gateway.Programmed.Pending', 'gwctl explain GW1004'],
    more: [
      ['reasons.md', 'every condition and reason of the Gateway API'],
      ['rules/README.md', 'every rule of `analyze`'],
      ['documents.md#rulelist', 'the same as data (`-o json`)'],
    ],
  },
  check: {
    shown: ['gwctl check --from test/fixtures/readiness/worn.yaml; echo $?'],
    more: [
      ['check.md', 'what is checked, and the role that gwctl needs'],
      ['rights.md', 'the least ClusterRole and Role for each verb'],
      ['documents.md#checkreport', 'the same as data (`-o json`)'],
    ],
  },
  effective: {
    shown: ['gwctl effective httproute/cart --demo', 'gwctl effective service/pay --demo'],
    more: [
      ['policies.md', 'how policies are found and merged'],
      ['documents.md#effectivepolicylist', 'the same as data (`-o json`)'],
    ],
  },
  trace: {
    shown: [
      'gwctl trace https://shop.example.com/cart --demo',
      "gwctl trace curl -X POST https://pay.example.com/pay/refund -H 'x-shop-api: 2' --demo",
    ],
    more: [
      ['trace.md', 'what is asked, what decides, and what cannot be known'],
      ['documents.md#traceresult', 'the same as data (`-o json`)'],
    ],
  },
  test: {
    shown: ['gwctl test examples/shop.routes.yaml --demo'],
    more: [
      ['test.md', 'how tests are written, and what they may expect'],
      ['documents.md#testreport', 'the report as data (`-o json`)'],
      ['documents.md#routingtest', 'the schema of files of tests'],
    ],
  },
  table: {
    shown: ['gwctl table gateway/web#https -n infra --demo', 'gwctl table service/reviews -n catalog --demo'],
    more: [
      ['table.md', 'how the table is read'],
      ['documents.md#routetable', 'the same as data (`-o json`)'],
    ],
  },
  diff: {
    shown: [],
    more: [
      ['diff.md', 'what is compared, how, and what is accepted'],
      ['documents.md#trafficdiff', 'the same as data (`-o json`)'],
    ],
  },
  apply: { shown: [], more: [['kubectl-habits.md', "kubectl's habits, and where gwctl keeps them"]] },
  delete: { shown: [], more: [['kubectl-habits.md', "kubectl's habits, and where gwctl keeps them"]] },
  'api-resources': {
    shown: ['gwctl api-resources --demo'],
    more: [['documents.md#resourcetypelist', 'the same as data (`-o json`)']],
  },
  completion: { shown: ['gwctl completion bash | head -3'], more: [] },
  version: {
    shown: ['gwctl version --client', 'gwctl version --demo'],
    more: [['documents.md#version', 'the same as data (`-o json`)']],
  },
};
