/** How a document is asked for, and what can be asked of it. */
export interface DocumentExamples {
  /** The command line that writes it. */
  readonly writtenBy: string;
  /** Questions with the command line that answers each; it runs on the bundled example. */
  readonly questions: readonly (readonly [question: string, line: string])[];
}

/** By the name of the schema's file: a document without an entry does not pass the tests. */
export const DOCUMENT_EXAMPLES: Readonly<Record<string, DocumentExamples>> = {
  'resource-description-list': {
    writtenBy: 'gwctl describe TYPE [NAME…] -o json',
    questions: [
      [
        'All routes that are not attached, and why',
        `gwctl describe routes -A -o json --demo | jq -r '.items[] | .ref as $r | .attachments[]? | select(.accepted.status == "False") | "\\($r.namespace)/\\($r.name): \\(.accepted.reason): \\(.accepted.message)"'`,
      ],
      [
        'Where the controller reports something else than the specification says',
        `gwctl describe routes,gateways -A -o json --demo | jq -r '.items[] | "\\(.ref.kind) \\(.ref.name)" as $o | .drift[] | "\\($o): \\(.kind): \\(.message)"'`,
      ],
    ],
  },
  'effective-policy-list': {
    writtenBy: 'gwctl effective TYPE [NAME…] -o json',
    questions: [
      [
        'Which policy set each field of the timeouts of a route',
        `gwctl effective httproute/checkout -o json --demo | jq -r '.items[] | select(.policyKind.kind == "TimeoutPolicy") | .path.gateway.name as $g | .sources[] | "\\($g) \\(.field) \\(.policy.namespace)/\\(.policy.name)"'`,
      ],
    ],
  },
  'status-report': {
    writtenBy: 'gwctl status [NAMESPACE | -A] -o json',
    questions: [
      [
        'All problems, one a line',
        `gwctl status -A -o json --demo | jq -r '.problems[] | "\\(.rank): \\(.subject.kind) \\(.subject.namespace)/\\(.subject.name): \\(.reason)"'`,
      ],
    ],
  },
  'analysis-report': {
    writtenBy: 'gwctl analyze [TYPE/NAME…] -o json',
    questions: [
      [
        'How many findings there are of each rule',
        `gwctl analyze -A -o json --demo | jq -c '[.findings[].code] | group_by(.) | map({(.[0]): length}) | add'`,
      ],
      [
        'What is wrong, with file and line',
        `gwctl analyze -n shop -o json --demo | jq -r '.findings[] | select(.severity == "error") | "\\(.origin.file):\\(.origin.line): \\(.code) \\(.subject.kind)/\\(.subject.name): \\(.fix // .message)"'`,
      ],
    ],
  },
  'check-report': {
    writtenBy: 'gwctl check -o json',
    questions: [
      [
        'What did not pass, and what to do',
        `gwctl check -o json --demo | jq -r '.checks[] | select(.state != "passed") | "\\(.state): \\(.message): \\(.hint // "")"'`,
      ],
    ],
  },
  'rule-list': {
    writtenBy: 'gwctl explain [RULE | CONDITION | REASON] -o json',
    questions: [
      [
        'The rules that find errors in references',
        `gwctl explain --list -o json | jq -r '.rules[] | select(.severity == "error" and (.code | startswith("GW1"))) | "\\(.code) \\(.name)"'`,
      ],
    ],
  },
  'resource-type-list': {
    writtenBy: 'gwctl api-resources -o json',
    questions: [
      [
        'The kinds of policies that are inherited',
        `gwctl api-resources -o json --demo | jq -r '.items[] | select(.policyClass == "Inherited") | .kind'`,
      ],
    ],
  },
  version: {
    writtenBy: 'gwctl version -o json',
    questions: [['The version of gwctl', `gwctl version -o json --demo | jq -r .clientVersion.gitVersion`]],
  },
  graph: {
    writtenBy: 'gwctl graph [TYPE [NAME…]] -o json',
    questions: [
      [
        'Every reference that does not resolve',
        `gwctl graph -A -o json --demo | jq -r '.edges[] | select(.state == "missing" or .state == "notPermitted") | "\\(.from) \\(.path): \\(.reason)"'`,
      ],
    ],
  },
  listener: {
    writtenBy: 'gwctl get listeners -o json',
    questions: [
      [
        'Name, port and hostname of every listener',
        `gwctl get listeners -A -o json --demo | jq -r '.items[] | [.metadata.name, .spec.port, .spec.hostname // "*"] | @tsv'`,
      ],
    ],
  },
  'route-table': {
    writtenBy: 'gwctl table [TYPE/NAME] -o json',
    questions: [
      [
        'The rows of which a backend cannot be used, and why',
        `gwctl table -A -o json --demo | jq -r '.items[].rows[] | .route.name as $r | .backends[] | select(.problem) | "\\($r): \\(.problem)"'`,
      ],
    ],
  },
  'trace-result': {
    writtenBy: 'gwctl trace URL -o json',
    questions: [
      [
        'Where a request goes',
        `gwctl trace https://shop.example.com/cart -o json --demo | jq -c '{status: .outcome.statusCode, route: .route.name, backends: [.outcome.backends[].name]}'`,
      ],
    ],
  },
  'trace-result-list': {
    writtenBy: 'gwctl trace --requests FILE -o json',
    questions: [
      [
        'The answer to each request of a list',
        `gwctl trace --requests examples/requests.yaml -o json --demo | jq -r '.items[] | "\\(.id) \\(.outcome.statusCode)"'`,
      ],
    ],
  },
  'traffic-diff': {
    writtenBy: 'gwctl diff A B -o json',
    questions: [
      [
        'What loses its authentication',
        `gwctl diff test/fixtures/difference/before test/fixtures/difference/after -o json | jq -r '.traffic[] | select(.changes[] == "losesAuthentication") | "\\(.hostname) \\(.match.text)"'`,
      ],
    ],
  },
  'test-report': {
    writtenBy: 'gwctl test FILE… -o json',
    questions: [
      [
        'The state of each test',
        `gwctl test examples/shop.routes.yaml -o json --demo | jq -r '.tests[] | "\\(.state): \\(.name)"'`,
      ],
    ],
  },
  'routing-test': {
    writtenBy: 'gwctl test --generate',
    questions: [],
  },
};
