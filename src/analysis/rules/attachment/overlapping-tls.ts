import { GATEWAY, LISTENER_SET } from '../../../gateway-api/kinds.ts';
import { intersectHostname } from '../../../graph/attach/hostname.ts';
import { readPath } from '../../../model/read.ts';
import { EXAMPLE_CERTIFICATE, EXAMPLE_CLASS } from '../examples.ts';
import { listenersAt } from '../listeners.ts';
import type { ListenerAt } from '../listeners.ts';
import { defineRule } from '../rule.ts';

interface Overlapping {
  readonly other: string;
  readonly shared: string;
}

function web(certificates: readonly [string, string]): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web}
spec:
  gatewayClassName: acme
  listeners:
  - {name: all, port: 443, protocol: HTTPS, hostname: '*.example.com', tls: {certificateRefs: [{name: ${certificates[0]}}]}}
  - {name: shop, port: ${certificates[1]}, protocol: HTTPS, hostname: shop.example.com, tls: {certificateRefs: [{name: web-tls}]}}
`;
}

export const overlappingTls = defineRule<Overlapping>({
  code: 'GW3052',
  name: 'overlapping-tls',
  severity: 'info',
  inputs: [GATEWAY, LISTENER_SET],
  reach: 'namespace',
  what: 'Two listeners for TLS on one port present the same certificate for overlapping hostnames.',
  why: 'A client that has a connection for the one hostname uses it for the other too (HTTP/2, RFC 9113), and comes to the wrong listener: a conforming implementation answers 421, others serve it or answer 404.',
  how: 'Use certificates that do not cover the other listener, or one listener for both.',
  beside: `${EXAMPLE_CLASS}---${EXAMPLE_CERTIFICATE}`,
  bad: web(['web-tls', '443']),
  good: web(['web-tls', '8443']),
  *check(world) {
    const groups = Map.groupBy(
      [...listenersAt(world)].filter(({ listener }) => listener.protocol === 'HTTPS'),
      ({ subject, listener }) =>
        `${subject.kind} ${subject.namespace ?? ''}/${subject.name} ${listener.port ?? ''} ${certificatesOf(listener.source)}`,
    );
    for (const group of groups.values()) {
      const wide = group.filter(({ listener }) => listener.hostname === undefined || listener.hostname.startsWith('*'));
      for (const one of group) {
        const other = wide.find((candidate) => candidate !== one && overlaps(candidate, one));
        if (other === undefined || wide.indexOf(one) > wide.indexOf(other)) continue;
        const shared = intersectHostname(other.listener.hostname, one.listener.hostname) ?? '';
        yield { subject: one.subject, path: one.path, args: { other: other.listener.name, shared } };
      }
    }
  },
  say: ({ other, shared }) =>
    `presents the same certificate as listener ${other}, which covers ${shared} too: clients may reuse a connection for the wrong one`,
});

function certificatesOf(source: unknown): string {
  return JSON.stringify(readPath(source, 'tls', 'certificateRefs') ?? []);
}

function overlaps(a: ListenerAt, b: ListenerAt): boolean {
  const { hostname } = b.listener;
  return a.listener.hostname !== hostname && intersectHostname(a.listener.hostname, hostname) !== undefined;
}
