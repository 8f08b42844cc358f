import { refKey } from '../../../model/ref.ts';
import { EXAMPLE_CERTIFICATE, EXAMPLE_CLASS } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { redirects } from '../routing/redirect-loop.ts';
import { followRule } from '../../../routing/follow-rule.ts';

interface Downgrade {
  readonly location: string;
}

const SECURE_GATEWAY = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web}
spec:
  gatewayClassName: acme
  listeners: [{name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: web-tls}]}}]
`;

export const redirectToPlaintext = defineRule<Downgrade>({
  code: 'GW8006',
  name: 'redirect-to-plaintext',
  severity: 'warning',
  inputs: ['traffic'],
  what: 'A redirect sends clients from HTTPS to plain HTTP.',
  why: 'What they ask for next, cookies and tokens with it, travels in the clear, and anyone on the way can answer.',
  how: 'Redirect to `https`, or leave `scheme` out.',
  beside: `${EXAMPLE_CLASS}---${EXAMPLE_CERTIFICATE}---${SECURE_GATEWAY}`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: old}
spec:
  parentRefs: [{name: web}]
  hostnames: [old.example.com]
  rules: [{filters: [{type: RequestRedirect, requestRedirect: {scheme: http, hostname: new.example.org}}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: old}
spec:
  parentRefs: [{name: web}]
  hostnames: [old.example.com]
  rules: [{filters: [{type: RequestRedirect, requestRedirect: {hostname: new.example.org}}]}]
`,
  *check(world) {
    const seen = new Set<string>();
    for (const { own, rows, use } of world.traffic()) {
      if (own.listener.protocol !== 'HTTPS') continue;
      for (const { row, reach } of rows) {
        if (reach.state !== 'reached' || !redirects(row)) continue;
        const path = `spec.rules[${row.rule.index}]`;
        const key = `${refKey(row.ref)} ${path}`;
        const { redirect } = followRule(world.routing(), reach.request, row, use).outcome;
        if (redirect?.scheme !== 'http' || seen.has(key)) continue;
        seen.add(key);
        yield { subject: row.ref, path, args: { location: `http://${redirect.host}` }, related: [own.ref] };
      }
    }
  },
  say: ({ location }) => `sends clients of HTTPS to ${location}, in the clear`,
});
