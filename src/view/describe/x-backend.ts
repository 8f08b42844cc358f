import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readString } from '../../model/read.ts';
import { refOf } from '../../model/ref.ts';
import type { Block } from '../description.ts';
import { xBackendDestination, xBackendPort } from '../tables/x-backend.ts';
import { field, lines } from './blocks.ts';
import type { DescribeContext } from './context.ts';
import { ancestorBlocks } from './policy.ts';
import { referenceLines } from './reference.ts';
import { referrerBlocks } from './relations.ts';
import { SESSION_FIELDS, sessionText } from './session-text.ts';
import { unreadRouteBlocks } from './unread-routes.ts';
import type { DescribeView } from './view.ts';

/** XBackend in the shapes of v1.6 and v1.7 (semantics.md 1.4). */
export const xBackendView: DescribeView = {
  blocks: (backend, context) => {
    const port = xBackendPort(backend);
    return [
      ...field('Type', readString(readPath(backend, 'spec', 'type'))),
      ...field('Destination', `${xBackendDestination(backend)}${port === undefined ? '' : `:${port}`}`),
      ...field('Protocol', readString(readPath(backend, 'spec', 'protocol'))),
      ...tlsBlocks(backend, context),
      ...field('Session', sessionText(readPath(backend, 'spec', 'sessionPersistence'))),
      ...referrerBlocks('Referred To By', refOf(backend), context),
      ...unreadRouteBlocks(refOf(backend), context),
      ...ancestorBlocks(backend, context),
    ];
  },
  known: {
    spec: {
      type: true,
      externalHostname: { hostname: true },
      endpointSelector: { matchLabels: true },
      port: { number: true, port: true },
      protocol: true,
      tls: { mode: true, clientCertificateRef: { group: true, kind: true, namespace: true, name: true } },
      sessionPersistence: SESSION_FIELDS,
    },
    status: {
      ancestors: { ancestorRef: true, controllerName: true, conditions: true },
      parents: { parentRef: true, controllerName: true, conditions: true },
      conditions: true,
    },
  },
};

function tlsBlocks(backend: KubernetesObject, context: DescribeContext): readonly Block[] {
  return [
    ...field('TLS', readString(readPath(backend, 'spec', 'tls', 'mode'))),
    ...lines('Client Certificate', referenceLines(backend, 'certificate', context)),
  ];
}
