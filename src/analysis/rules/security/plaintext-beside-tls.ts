import { refKey, wholeOf } from '../../../model/ref.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import { coversHost } from '../../../routing/hostname-chain.ts';
import { followRule } from '../../../routing/follow-rule.ts';
import { EXAMPLE_CLASS, EXAMPLE_CERTIFICATE, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';

interface Plaintext {
  readonly hostnames: Set<string>;
  readonly routes: Map<string, ObjectRef>;
  readonly secure: Map<string, ObjectRef>;
}

const GATEWAY_OF_EXAMPLES = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web}
spec:
  gatewayClassName: acme
  listeners:
  - {name: http, port: 80, protocol: HTTP}
  - {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: web-tls}]}}
`;

/** What certificate authorities ask for over plain HTTP (RFC 8555). */
const ACME = '/.well-known/acme-challenge';

export const plaintextBesideTls = defineRule<Plaintext>({
  code: 'GW8003',
  name: 'plaintext-beside-tls',
  severity: 'warning',
  inputs: ['traffic'],
  what: 'A listener for plain HTTP serves hostnames that a listener of the same Gateway serves over TLS, and does not redirect.',
  why: 'Clients that ask by `http://` are answered in the clear: their cookies and tokens can be read and changed on the way. Mostly the route names no sectionName and sits on both listeners.',
  how: 'Attach the route to the listener for HTTPS only, and one that redirects to the other.',
  beside: `${EXAMPLE_CLASS}---${EXAMPLE_CERTIFICATE}---${EXAMPLE_SERVICE}---${GATEWAY_OF_EXAMPLES}`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  hostnames: [shop.example.com]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web, sectionName: https}]
  hostnames: [shop.example.com]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: to-https}
spec:
  parentRefs: [{name: web, sectionName: http}]
  hostnames: [shop.example.com]
  rules: [{filters: [{type: RequestRedirect, requestRedirect: {scheme: https}}]}]
`,
  *check(world) {
    for (const { gateway, own, rows, use } of world.traffic()) {
      if (own.listener.protocol !== 'HTTP') continue;
      const secure = gateway.listeners.filter(
        ({ listener, serving }) => listener.protocol === 'HTTPS' && serving.state === 'yes',
      );
      const found: Plaintext = { hostnames: new Set(), routes: new Map(), secure: new Map() };
      for (const { row, reach, hostname } of rows) {
        if (reach.state !== 'reached' || row.path?.value.startsWith(ACME) === true) continue;
        const { host } = reach.request;
        const beside = secure.filter(
          (other) => coversHost(other.listener.hostname, host) && other.table(row.kind).covering(host) !== undefined,
        );
        if (beside.length === 0) continue;
        const { outcome } = followRule(world.routing(), reach.request, row, use);
        if (outcome.redirect !== undefined || outcome.backends.length === 0) continue;
        found.hostnames.add(hostname);
        found.routes.set(refKey(row.ref), row.ref);
        for (const { ref } of beside) found.secure.set(refKey(ref), ref);
      }
      if (found.hostnames.size === 0) continue;
      yield {
        subject: wholeOf(own.ref),
        path: `spec.listeners[${own.listener.index}]`,
        args: found,
        related: [...found.routes.values()],
      };
    }
  },
  say: ({ hostnames, routes, secure }, words) =>
    `answers ${words.list([...hostnames].map((name) => (name === '*' ? 'any host' : name)))} in the clear, by ${words.list([...routes.values()].map(words.name))}; ${words.list([...secure.values()].map(words.name))} serves ${hostnames.size === 1 ? 'it' : 'them'} over TLS`,
});
