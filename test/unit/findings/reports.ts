import type { AnalysisReport, Finding, Severity } from '../../../src/documents/analysis-report.ts';
import type { RuleEntry } from '../../../src/documents/rule-list.ts';

/** Everything that a format may stumble over. */
export const HOSTILE =
  'a "b" <c> & # d \\ | `x` *y* [l](javascript:1) @team {0} %0A ::error::no ##[error] \u001b[31m\u0000\r\n\u202e\ufffe\ud800 ]]> \u007f';

export const RULE: RuleEntry = {
  code: 'GW2003',
  name: 'backend-port',
  severity: 'error',
  what: 'A backendRef names a port that its Service does not have.',
  why: 'The requests of the rule are answered with 500.',
  fix: 'Name a port of the Service.',
  docs: 'https://gwctl.dev/rules/GW2003',
};

/** A finding as analyze makes them. */
export function finding(more: Partial<Finding> = {}): Finding {
  return {
    code: 'GW2003',
    name: 'backend-port',
    severity: 'error',
    subject: { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop', name: 'cart' },
    path: 'spec.rules[0].backendRefs[0].port',
    message: 'Service cart has no port 80',
    fix: 'use port 8080',
    related: [{ group: '', kind: 'Service', namespace: 'shop', name: 'cart' }],
    origin: { file: 'manifests/shop/cart.yaml', line: 17 },
    docs: 'https://gwctl.dev/rules/GW2003',
    fingerprint: 'f1',
    ...more,
  };
}

/** A finding every word of which is a stranger's. */
export function strangeFinding(text: string, severity: Severity = 'error'): Finding {
  return finding({
    severity,
    subject: { group: text, kind: text, namespace: text, name: text },
    path: text,
    message: text,
    fix: text,
    related: [{ group: text, kind: text, name: text, section: text }],
    origin: { file: text, line: 3 },
  });
}

/** A report of findings. */
export function reportOf(findings: readonly Finding[], more: Partial<AnalysisReport> = {}): AnalysisReport {
  const count = (severity: Severity): number => findings.filter((one) => one.severity === severity).length;
  const { suppressed = [] } = more;
  return {
    apiVersion: 'gwctl.dev/v1alpha1',
    kind: 'AnalysisReport',
    findings,
    summary: {
      error: count('error'),
      warning: count('warning'),
      info: count('info'),
      suppressed: suppressed.length,
    },
    suppressed,
    unusedSuppressions: [],
    skippedRules: [],
    examined: 12,
    gaps: [],
    ...more,
  };
}

/** A report with everything in it. */
export const FULL: AnalysisReport = reportOf(
  [
    finding(),
    finding({ path: 'spec.rules[1].backendRefs[0].port' }),
    strangeFinding(HOSTILE),
    finding({
      code: 'GW5001',
      name: 'stale',
      severity: 'warning',
      path: '',
      fix: undefined,
      origin: undefined,
      related: [],
    }),
    finding({
      code: 'GW6001',
      name: 'class',
      severity: 'info',
      docs: '',
      subject: { group: 'gateway.networking.k8s.io', kind: 'GatewayClass', name: 'acme' },
      origin: { file: 'stdin', line: 1 },
    }),
  ],
  {
    suppressed: [
      { finding: finding({ message: 'known' }), by: 'annotation' },
      { finding: finding({ message: 'known too' }), by: HOSTILE },
    ],
    unusedSuppressions: ['GW1001=HTTPRoute/shop/*'],
    skippedRules: [{ code: 'GW7001', name: 'secrets', because: 'secrets could not be read' }],
    gaps: [{ kind: 'secrets', namespace: 'shop', reason: 'forbidden', message: HOSTILE, affects: [] }],
  },
);
