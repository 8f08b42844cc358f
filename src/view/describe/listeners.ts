import { isFlawed } from '../../analysis/verdict.ts';
import type { Verdict } from '../../analysis/verdict.ts';
import { listenerVerdict } from '../../analysis/parent-verdict.ts';
import { isOpen } from '../../graph/condition.ts';
import type { ComputedListener, GraphEdge } from '../../graph/graph.ts';
import type { ComputedCondition } from '../../model/computed-condition.ts';
import { statusOf } from '../../analysis/reported-status.ts';
import { generationOf, readListenerStatuses, readListeners } from '../../gateway-api/gateway.ts';
import type { Listener, ListenerStatus } from '../../gateway-api/gateway.ts';
import { readCertificateRefs, readListenerValidation } from '../../gateway-api/gateway-tls.ts';
import type { WrittenReference } from '../../gateway-api/object-reference.ts';
import { meaningOf } from '../../model/condition-polarity.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readRecord, readRecords, readString } from '../../model/read.ts';
import { refOf } from '../../model/ref.ts';
import type { Block, Line } from '../description.ts';
import { listenerPort, namespacesText } from '../listener-text.ts';
import { say } from '../say/say.ts';
import type { Cell } from '../table.ts';
import { statusCell } from '../tables/status-cell.ts';
import { lines, table } from './blocks.ts';
import { computedMessages, computedRow, reportedRows } from './condition-text.ts';
import type { DescribeContext } from './context.ts';
import { worthNoting } from './drift.ts';
import { filterLines } from './filter-text.ts';
import { edgesOf, referenceCell } from './reference.ts';
import { scopeOf } from './relations.ts';
import { LISTENER_FILTER_FIELDS } from './rules.ts';
import type { KnownFields } from './unknown-fields.ts';
import { scalarText } from './scalar-text.ts';

/** A listener with all that is known of it. */
interface ListenerItem {
  readonly listener: Listener;
  readonly computed: ComputedListener | undefined;
  readonly status: ListenerStatus | undefined;
}

/** The listeners of a Gateway or the entries of a ListenerSet as a table, then those that something is wrong with. */
export function listenerBlocks(holder: KubernetesObject, context: DescribeContext): readonly Block[] {
  const ref = refOf(holder);
  const listeners = readListeners(holder);
  const computed = context.graph.parent(ref)?.listeners ?? [];
  const byPath = new Map(computed.map((entry) => [entry.path, entry]));
  const statuses = new Map(readListenerStatuses(holder).map((status) => [status.name, status]));
  const items: readonly ListenerItem[] = listeners.map((listener) => ({
    listener,
    computed: byPath.get(`spec.listeners[${listener.index}]`) ?? computed.find(({ name }) => name === listener.name),
    status: statuses.get(listener.name),
  }));
  const edges = edgesOf([
    ...context.graph.outgoing(ref),
    ...listeners.flatMap(({ name }) => context.graph.outgoing({ ...ref, section: name })),
  ]);
  const generation = generationOf(holder);
  const namespace = namespaceOf(holder);
  return [
    ...table(
      'Listeners',
      items,
      [
        { name: 'NAME', cell: ({ listener }) => listener.name },
        { name: 'PORT', cell: ({ listener }) => listenerPort(listener, holder) },
        { name: 'PROTOCOL', cell: ({ listener }) => listener.protocol },
        { name: 'HOSTNAME', cell: ({ listener }) => listener.hostname },
        { name: 'TLS', cell: ({ listener }) => tlsLines(listener, holder, edges, context) },
        { name: 'ALLOWED ROUTES', cell: ({ listener }) => allowedLines(listener) },
        { name: 'FILTERS', cell: ({ listener }) => requestFilterLines(listener, namespace) },
        { name: 'ATTACHED', cell: attachedCell },
        {
          name: 'ACCEPTED',
          cell: (item) => statusOfListener(item, 'Accepted', statusWord(item.computed?.accepted), generation),
        },
        {
          name: 'RESOLVED',
          cell: (item) => statusOfListener(item, 'ResolvedRefs', statusWord(item.computed?.resolvedRefs), generation),
        },
        { name: 'PROGRAMMED', cell: (item) => statusOfListener(item, 'Programmed', undefined, generation) },
      ],
      (left) =>
        `${left} more: ${context.command(`get ${holder.kind.toLowerCase()} ${holder.metadata.name}${scopeOf(refOf(holder))} -o yaml`)}`,
    ),
    ...lines(
      'Listener Problems',
      items.filter(hasProblem).map((item) => problemLine(item, generation)),
    ),
  ];
}

function tlsLines(
  listener: Listener,
  holder: KubernetesObject,
  edges: ReadonlyMap<string, GraphEdge>,
  context: DescribeContext,
): readonly Cell[] {
  const { tlsMode, source } = listener;
  if (tlsMode === undefined) return [];
  const cells = (references: readonly WrittenReference[]): readonly Cell[] =>
    references
      .filter(({ ref }) => ref.name !== '')
      .map(({ ref, path }) => referenceCell(ref, edges.get(path), namespaceOf(holder), context));
  const options = Object.entries(readRecord(readPath(source, 'tls', 'options'))).map(
    ([key, value]) => `option ${key}=${scalarText(value)}`,
  );
  // Listener-level client validation of v1.1 to v1.3; later it belongs to the Gateway (semantics.md 1.4).
  const authorities = cells(readListenerValidation(holder, listener)?.authorities ?? []).map((cell) =>
    typeof cell === 'string' ? `client CA ${cell}` : { ...cell, text: `client CA ${cell.text}` },
  );
  return [tlsMode, ...cells(readCertificateRefs(holder, listener)), ...authorities, ...options];
}

/** `same namespace`, `all namespaces`, `namespaces team=shop`; below it the kinds, where the listener limits them. */
function allowedLines({ allowedNamespaces, source }: Listener): readonly string[] {
  const selector = readPath(source, 'allowedRoutes', 'namespaces', 'selector');
  const kinds = readRecords(readPath(source, 'allowedRoutes', 'kinds')).map((kind) => readString(kind['kind']) ?? '?');
  return [namespacesText(allowedNamespaces, selector), ...(kinds.length === 0 ? [] : [kinds.join(', ')])];
}

function requestFilterLines({ source }: Listener, namespace: string | undefined): readonly string[] {
  return readRecords(readPath(source, 'filters', 'requests')).flatMap((filter) => filterLines(filter, namespace));
}

function attachedCell({ computed, status }: ListenerItem): Cell {
  const [counted, reported] = [computed?.attachedRoutes, status?.attachedRoutes];
  if (counted === undefined) return reported === undefined ? { text: 'unknown', tone: 'muted' } : String(reported);
  if (reported === undefined || reported === counted) return String(counted);
  return { text: `${counted} (reported ${reported})`, tone: 'warning' };
}

/** What was reported, else what is computed. */
function statusOfListener(
  { status }: ListenerItem,
  type: string,
  computed: string | undefined,
  generation: number | undefined,
): Cell | undefined {
  if (status?.conditions.some((condition) => condition.type === type) === true) {
    return statusCell(statusOf(status.conditions, type, generation));
  }
  if (computed === 'True' || computed === 'False' || computed === 'Unknown') return statusCell(computed);
  return undefined;
}

/** What a controller may refuse or not is not known. */
function statusWord(condition: ComputedCondition | undefined): string | undefined {
  return condition?.status === 'False' && isOpen(condition) ? 'Unknown' : condition?.status;
}

/** Whether its controller may refuse it or not, and has not said. */
function isLeftOpen({ because }: Verdict): boolean {
  return because.some((one) => one.code === 'computed' && isOpen(one.condition));
}

function hasProblem({ computed }: ListenerItem): boolean {
  if (computed === undefined) return false;
  const { overlappingTlsConfig, reported, drift, resolvedRefs } = computed;
  const verdict = listenerVerdict(computed);
  return (
    worthNoting(drift) ||
    resolvedRefs.choice?.code === 'coreIsWritten' ||
    isFlawed(verdict) ||
    isLeftOpen(verdict) ||
    overlappingTlsConfig?.status === 'True' ||
    reported.some(({ conditions }) =>
      conditions.some((condition) => meaningOf(condition) !== 'good' || condition.stale),
    )
  );
}

const TYPES = ['Accepted', 'Conflicted', 'ResolvedRefs'];

function problemLine({ listener, computed }: ListenerItem, generation: number | undefined): Line {
  if (computed === undefined) return { cells: [listener.name] };
  const { accepted, conflicted, resolvedRefs, overlappingTlsConfig, reported, drift, path } = computed;
  const verdict = listenerVerdict(computed);
  return {
    mark: verdict.state === 'broken' ? 'broken' : isLeftOpen(verdict) ? 'unknown' : 'note',
    cells: [listener.name, path],
    details: [
      ...computedMessages([accepted, resolvedRefs]),
      // These two are bad when True.
      ...[conflicted, overlappingTlsConfig].flatMap((condition) => {
        const message = condition?.status === 'True' ? say(condition.because) : '';
        return message === '' || message === say(accepted.because) ? [] : [[message]];
      }),
      computedRow([
        ['Accepted', accepted],
        ['Conflicted', conflicted],
        ['ResolvedRefs', resolvedRefs],
      ]),
      ...reportedRows(reported, TYPES, generation, drift),
    ],
  };
}

const REFS = { group: true, kind: true, namespace: true, name: true } as const;

/** The fields of `spec.listeners` that the table shows. */
export const LISTENER_FIELDS: KnownFields = {
  name: true,
  port: true,
  protocol: true,
  hostname: true,
  tls: { mode: true, certificateRefs: REFS, options: true, frontendValidation: { caCertificateRefs: REFS } },
  allowedRoutes: {
    namespaces: { from: true, selector: { matchLabels: true, matchExpressions: true } },
    kinds: { group: true, kind: true },
  },
  filters: { requests: LISTENER_FILTER_FIELDS },
};

/** The fields of `status.listeners` that the pages of Gateways and ListenerSets show. */
export const LISTENER_STATUS_FIELDS: KnownFields = {
  name: true,
  port: true,
  attachedRoutes: true,
  supportedKinds: { group: true, kind: true },
  conditions: true,
};
