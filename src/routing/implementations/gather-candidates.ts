import { ANY_HOSTNAME } from '../../graph/attach/hostname.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { coversHost, hostnameKey } from '../hostname-chain.ts';
import type { GatewayTable, ListenerTable } from '../gateway-table.ts';
import type { RoutedRequest } from '../routed-request.ts';
import type { RankedRow } from '../row-index.ts';
import type { RowKind } from '../row.ts';
import type { Behaviours } from './behaviours.ts';
import type { Candidate } from './candidate.ts';
import { normalisePath } from './normalise-path.ts';
import type { RequestView } from './request-view.ts';

/** What an implementation chooses from. */
export interface Candidates {
  /** The rows whose path may match. */
  readonly rows: readonly Candidate[];
  /** The most specific hostname that covers the host and has any row; undefined where none does. */
  readonly hostname: string | undefined;
}

/**
 * The rows that may answer a request, from each listener whose routes an implementation looks at.
 * @param lost the routes of which it serves nothing.
 */
export function gatherCandidates(
  table: GatewayTable,
  chosen: ListenerTable,
  kind: RowKind,
  { request, pathname }: Pick<RequestView, 'request' | 'pathname'>,
  behaviours: Behaviours,
  lost: { readonly has: (route: KubernetesObject) => boolean } = NONE,
): Candidates {
  let best: string | undefined;
  const path = normalisePath(pathname, behaviours.normalise?.value);
  // Where a path is compared in another way than by its elements, any row may match.
  const isIndexed = behaviours.prefixUnit?.value !== 'char' && behaviours.wildcardsInExact?.value !== true;
  const isServed = ({ row, unsure }: RankedRow): boolean => !unsure && !lost.has(row.route);
  const rows = listenersAs(table, chosen, request, behaviours).flatMap((listener) => {
    // No listener of the port that serves anything is as specific for this host as the chosen one.
    const isShort = listener !== chosen && takesEqual(behaviours.listenerPick);
    const taken = isShort ? hostnamesBeside(table, listener) : undefined;
    return [...listener.table(kind).entriesFor(request.host)].flatMap(({ hostname, written, index }) => {
      if (taken?.has(hostname) === true || !index.rows.some(isServed)) return [];
      if (best === undefined || hostnameKey(hostname) > hostnameKey(best)) best = hostname;
      const near = isIndexed ? index.near(path, request.grpc?.service) : index.rows;
      return near.filter(isServed).map(({ row, rank }): Candidate => ({ row, hostname, written, rank, listener }));
    });
  });
  return { rows, hostname: best };
}

const NONE: ReadonlySet<KubernetesObject> = new Set();

/** The hostnames of the other listeners of a port. */
function hostnamesBeside({ listeners }: GatewayTable, own: ListenerTable): ReadonlySet<string | undefined> {
  const others = listeners.filter(
    (one) => one !== own && one.serving.state !== 'no' && one.listener.port === own.listener.port,
  );
  return new Set(others.map((one) => one.listener.hostname));
}

/** The listeners whose routes are looked at: the chosen one alone, unless an implementation isolates less. */
function listenersAs(
  { listeners }: GatewayTable,
  chosen: ListenerTable,
  { host, port, protocol }: RoutedRequest,
  { listenerPick, portsShareRoutes }: Behaviours,
): readonly ListenerTable[] {
  const { protocol: chosenProtocol } = chosen.listener;
  const isSame = (one: ListenerTable): boolean =>
    one.serving.state !== 'no' &&
    one.listener.protocol === chosenProtocol &&
    coversHost(one.listener.hostname, host) &&
    (one.listener.port === port || portsShareRoutes?.value === true);
  // Over TLS Envoy and nginx choose the table by the server name: only a router without tables looks further.
  const isCleartext = protocol !== 'HTTPS' && chosenProtocol === 'HTTP';
  const isShared =
    listenerPick?.value === 'none' || (isCleartext && (takesEqual(listenerPick) || portsShareRoutes?.value === true));
  if (!isShared) return [chosen];
  const all = [chosen, ...listeners.filter((one) => one !== chosen && isSame(one))];
  if (portsShareRoutes?.value !== true) return all;
  // Listeners of other ports are isolated from each other as those of one port are: by hostname.
  const best = all.reduce((most, one) => Math.max(most, specificity(one)), 0);
  return all.filter((one) => specificity(one) === best);
}

function specificity({ listener }: ListenerTable): number {
  return hostnameKey(listener.hostname || ANY_HOSTNAME);
}

/** Whether only hostnames that equal another listener's are taken from a listener. */
function takesEqual(pick: Behaviours['listenerPick']): boolean {
  return pick?.value === 'equalOnly' || pick?.value === 'sectionNameEqual';
}
