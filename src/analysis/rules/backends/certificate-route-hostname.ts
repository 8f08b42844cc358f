import { ANY_HOSTNAME } from '../../../graph/attach/hostname.ts';
import { readHostnames } from '../../../gateway-api/route.ts';
import { refKey, wholeOf } from '../../../model/ref.ts';
import { EXAMPLE_CERTIFICATE, EXAMPLE_SHOP } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { isNamed, isNamedInPart, isTooDeep, listenerCertificates } from './listener-certificates.ts';

interface Unnamed {
  readonly hostname: string;
  readonly listener: string;
  readonly names: readonly string[];
  readonly isDeep: boolean;
}

const GATEWAY = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: secure}
spec:
  gatewayClassName: acme
  listeners:
  - name: https
    port: 443
    protocol: HTTPS
    hostname: '*.example.com'
    tls: {certificateRefs: [{name: web-tls}]}
`;

function routeOf(hostname: string): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: www}
spec:
  parentRefs: [{name: secure}]
  hostnames: [${hostname}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`;
}

export const certificateRouteHostname = defineRule<Unnamed>({
  code: 'GW2054',
  name: 'certificate-route-hostname',
  severity: 'warning',
  inputs: ['certificate', 'certificates', 'attachment'],
  what: 'A route serves a hostname at a listener none of whose certificates is for it.',
  why: 'Clients that check the name refuse the connection. The wildcard of a listener stands for any number of labels, that of a certificate for one: `*.example.com` of the listener admits a route for `a.b.example.com`, for which the certificate `*.example.com` is not.',
  how: 'Add a certificate for the hostname to the listener, or choose a hostname that the certificate is for.',
  beside: `${EXAMPLE_SHOP}---${EXAMPLE_CERTIFICATE}---${GATEWAY}`,
  bad: routeOf('eu.shop.example.com'),
  good: routeOf('shop.example.com'),
  *check(world) {
    const listeners = listenerCertificates(world);
    for (const { from, to, hostnames = [] } of world.edges('attachment')) {
      const at = listeners.get(refKey(to));
      // What the listener names by itself is its own fault.
      if (at === undefined || (at.hostname !== undefined && !at.hostname.startsWith('*'))) continue;
      for (const written of hostnames) {
        const hostname = written.toLowerCase();
        const { names, listener } = at;
        if (hostname === ANY_HOSTNAME || hostname === at.hostname) continue;
        if (isNamed(names, hostname) || isNamedInPart(names, hostname)) continue;
        const subject = wholeOf(from);
        const { object } = world.graph.node(subject);
        const index = object === undefined ? -1 : readHostnames(object).indexOf(written);
        yield {
          subject,
          path: index < 0 ? 'spec.hostnames' : `spec.hostnames[${index}]`,
          args: { hostname, listener, names, isDeep: isTooDeep(names, hostname) },
          related: [to, ...at.secrets],
        };
      }
    }
  },
  say: ({ hostname, listener, names, isDeep }, words) => {
    const what = names.length === 0 ? 'which name no host (subjectAltName)' : `which are for ${words.list(names)}`;
    const deep = isDeep ? ': a wildcard in a certificate stands for one label only' : '';
    return `${hostname} is none of the names of listener ${listener}'s certificates, ${what}${deep}`;
  },
});
