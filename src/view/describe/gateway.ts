import { worstReason } from '../../analysis/verdict.ts';
import type { GraphEdge } from '../../graph/graph.ts';
import { addressesOfServices } from '../../graph/resolve/made-services.ts';
import { parentVerdict } from '../../analysis/parent-verdict.ts';
import { readAddresses } from '../../gateway-api/gateway.ts';
import { GATEWAY_CLASS, LISTENER_SET, isListenerSetKind } from '../../gateway-api/kinds.ts';
import { readClientCertificateRef, readFrontendValidations } from '../../gateway-api/gateway-tls.ts';
import type { WrittenReference } from '../../gateway-api/object-reference.ts';
import { referencesOf } from '../../gateway-api/references.ts';
import type { Relation } from '../../gateway-api/relation.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readRecord, readString } from '../../model/read.ts';
import { refOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Block, Line } from '../description.ts';
import { say, sayShortly } from '../say/say.ts';
import { namespacesText } from '../listener-text.ts';
import type { Cell } from '../table.ts';
import { objectText } from '../tables/object-text.ts';
import { attachedRouteBlocks } from './attached-routes.ts';
import { MARK_OF } from '../verdict-mark.ts';
import { cut, field, group, lines } from './blocks.ts';
import { verdictRows } from './condition-text.ts';
import type { DescribeContext } from './context.ts';
import { LISTENER_FIELDS, LISTENER_STATUS_FIELDS, listenerBlocks } from './listeners.ts';
import { edgesOf, referenceLine } from './reference.ts';
import { forFlag } from './relations.ts';
import { madeTexts } from './made-services.ts';
import { unreadRouteBlocks } from './unread-routes.ts';
import { gatewayUrls } from './urls.ts';
import type { DescribeView } from './view.ts';
import { scalarText } from './scalar-text.ts';

const MOST_SETS = 25;

/** Gateway. */
export const gatewayView: DescribeView = {
  blocks: (gateway, context) => [
    ...classBlocks(gateway, context),
    ...addressBlocks(gateway, context),
    ...field('URLs', gatewayUrls(gateway, context)),
    ...field('Default Scope', readString(readPath(gateway, 'spec', 'defaultScope'))),
    ...field('ListenerSets From', listenerSetsFrom(gateway)),
    ...listenerBlocks(gateway, context),
    ...tlsBlocks(gateway, context),
    ...infrastructureBlocks(gateway, context),
    ...listenerSetBlocks(gateway, context),
    ...attachedRouteBlocks(gateway, context),
    ...unreadRouteBlocks(refOf(gateway), context),
  ],
  known: {
    spec: {
      gatewayClassName: true,
      addresses: { type: true, value: true, routability: true },
      defaultScope: true,
      allowedListeners: { namespaces: { from: true, selector: { matchLabels: true, matchExpressions: true } } },
      listeners: LISTENER_FIELDS,
      infrastructure: { labels: true, annotations: true, parametersRef: { group: true, kind: true, name: true } },
      backendTLS: { clientCertificateRef: { group: true, kind: true, namespace: true, name: true } },
      tls: {
        backend: { clientCertificateRef: { group: true, kind: true, namespace: true, name: true } },
        frontend: {
          default: { validation: validationFields() },
          perPort: { port: true, tls: { validation: validationFields() } },
        },
      },
    },
    status: {
      addresses: { type: true, value: true, routability: true },
      attachedListenerSets: true,
      listeners: LISTENER_STATUS_FIELDS,
      conditions: true,
    },
  },
};

function validationFields(): { readonly caCertificateRefs: true; readonly mode: true } {
  return { caCertificateRefs: true, mode: true };
}

function classBlocks(gateway: KubernetesObject, context: DescribeContext): readonly Block[] {
  const name = readString(readPath(gateway, 'spec', 'gatewayClassName'));
  if (name === undefined) return [];
  const lookup = context.snapshot.find({ ...GATEWAY_CLASS, name });
  if (lookup.state === 'missing') return field('Class', { text: `${name} (missing)`, tone: 'bad' });
  if (lookup.state === 'unknown') return field('Class', `${name} (unknown: ${sayShortly(lookup.because)})`);
  const controller = readString(readPath(lookup.object, 'spec', 'controllerName'));
  return field('Class', controller === undefined ? name : `${name} (${controller})`);
}

/** The addresses that the Gateway has, or the Services made for it, and those it asks for. */
function addressBlocks(gateway: KubernetesObject, { snapshot }: DescribeContext): readonly Block[] {
  const text = (from: 'spec' | 'status'): readonly string[] =>
    readAddresses(gateway, from).map(({ type, value, routability }) => {
      const notes = [
        ...(type === 'IPAddress' ? [] : [type]),
        ...(routability === undefined ? [] : [`routability ${routability}`]),
      ];
      return `${value ?? 'any'}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
    });
  const ofServices = addressesOfServices(snapshot, gateway).map((fact): Cell => ({
    text: `none reported; ${say(fact)}`,
    tone: 'warning',
  }));
  return [...field('Addresses', [...text('status'), ...ofServices]), ...field('Requested', text('spec'))];
}

function listenerSetsFrom(gateway: KubernetesObject): string | undefined {
  const namespaces = readPath(gateway, 'spec', 'allowedListeners', 'namespaces');
  if (namespaces === undefined) return undefined;
  return namespacesText(readString(readPath(namespaces, 'from')) ?? 'None', readPath(namespaces, 'selector'));
}

/**
 * Frontend validation and the backend client certificate in the shapes of every version (semantics.md 1.4); the
 * listener-level validation of v1.1 stands in the table of listeners.
 */
function tlsBlocks(gateway: KubernetesObject, context: DescribeContext): readonly Block[] {
  const edges = edgesOf(context.graph.outgoing(refOf(gateway)));
  const namespace = namespaceOf(gateway);
  const line = (purpose: readonly string[], { ref, path }: WrittenReference): readonly Line[] =>
    ref.name === '' ? [] : [referenceLine(purpose, ref, edges.get(path), { namespace, path, context })];
  const client = readClientCertificateRef(gateway);
  return lines('TLS', [
    ...readFrontendValidations(gateway).flatMap(({ port, mode, authorities }) =>
      authorities.flatMap((reference) =>
        line([port === undefined ? 'all ports' : `port ${port}`, `client certificates verified (${mode})`], reference),
      ),
    ),
    ...(client === undefined ? [] : line(['to backends', 'client certificate'], client)),
  ]);
}

function infrastructureBlocks(gateway: KubernetesObject, context: DescribeContext): readonly Block[] {
  const infrastructure = readRecord(readPath(gateway, 'spec', 'infrastructure'));
  return group('Infrastructure', [
    ...field('Labels', pairs(infrastructure['labels'], '=')),
    ...field('Annotations', pairs(infrastructure['annotations'], ': ')),
    ...parametersBlocks(gateway, context),
    ...field('Made', madeTexts(gateway, context)),
  ]);
}

function pairs(value: unknown, separator: string): readonly string[] {
  return Object.entries(readRecord(value)).map(([key, entry]) => `${key}${separator}${scalarText(entry)}`);
}

/** The parameters object of a class, Gateway or mesh, and whether it is there. */
export function parametersBlocks(holder: KubernetesObject, context: DescribeContext): readonly Block[] {
  const [written] = referencesOf(holder, PARAMETERS);
  if (written === undefined || written.ref.name === '') return [];
  const { ref } = written;
  const [edge] = context.graph.outgoing(refOf(holder), 'parameters');
  const lookup = context.snapshot.find(ref);
  const name = `${ref.group === '' ? '' : `${ref.group}/`}${objectText(ref, namespaceOf(holder))}`;
  const advice = edge === undefined ? [] : adviceOn(edge);
  if (lookup.state === 'found') return field('Parameters', [name, ...advice]);
  if (lookup.state === 'missing' || edge?.state === 'missing') {
    return field('Parameters', [{ text: `${name} (missing)`, tone: 'bad' }, ...advice]);
  }
  return field('Parameters', { text: `${name} (unknown: ${sayShortly(lookup.because)})`, tone: 'muted' });
}

/** What to write instead of a reference, where that is known. */
function adviceOn({ because, note }: GraphEdge): readonly string[] {
  const isPlain = because?.code === 'objectMissing' && because.near === undefined && because.elsewhere === undefined;
  return [...(isPlain ? [] : [say(because)]), say(note)].filter((text) => text !== '');
}

const PARAMETERS: ReadonlySet<Relation> = new Set(['parameters']);

/** The ListenerSets that name the Gateway, admitted or not. */
function listenerSetBlocks(gateway: KubernetesObject, context: DescribeContext): readonly Block[] {
  const { graph } = context;
  const namespace = namespaceOf(gateway);
  const sets = graph.incoming(refOf(gateway), 'parent').filter(({ from }) => isListenerSetKind(from));
  if (sets.length === 0 && !context.snapshot.knowsReferrers(LISTENER_SET, refOf(gateway))) {
    return field('ListenerSets', { text: 'unknown (could not be read)', tone: 'muted' });
  }
  const { shown, left } = cut(sets, MOST_SETS);
  return lines(
    `ListenerSets (${sets.length})`,
    shown.map(({ from }) => listenerSetLine(from, namespace, context)),
    left === 0 ? undefined : `${left} more: ${context.command(`get listenersets ${forFlag(refOf(gateway))}`)}`,
  );
}

function listenerSetLine(ref: ObjectRef, namespace: string | undefined, context: DescribeContext): Line {
  const computed = context.graph.parent(ref);
  if (computed === undefined) return { cells: [objectText(ref, namespace)] };
  const { accepted, listeners } = computed;
  const names = listeners.map(({ name }) => name).join(', ');
  const verdict = parentVerdict(computed);
  const carriesTraffic = verdict.state === 'ok' || verdict.state === 'warning';
  const isPart = carriesTraffic && accepted.reason === 'ListenersNotValid';
  return {
    mark: isPart ? 'note' : MARK_OF[verdict.state],
    cells: [objectText(ref, namespace), carriesTraffic ? names : worstReason(verdict)],
    details: carriesTraffic ? [] : verdictRows(verdict),
  };
}
