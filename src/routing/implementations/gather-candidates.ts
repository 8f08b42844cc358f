import { coversHost } from '../hostname-chain.ts';
import type { GatewayTable, ListenerTable } from '../gateway-table.ts';
import type { RoutedRequest } from '../routed-request.ts';
import type { RowKind } from '../row.ts';
import type { Behaviours } from './behaviours.ts';
import type { Candidate } from './candidate.ts';

/** The rows that may answer for the host of a request, from each listener whose routes an implementation looks at. */
export function gatherCandidates(
  table: GatewayTable,
  chosen: ListenerTable,
  kind: RowKind,
  request: RoutedRequest,
  behaviours: Behaviours,
): readonly Candidate[] {
  return listenersAs(table, chosen, request, behaviours).flatMap((listener) => {
    // No listener of the port that serves anything is as specific for this host as the chosen one.
    const isShort = listener !== chosen && takesEqual(behaviours.listenerPick);
    const taken = isShort ? hostnamesBeside(table, listener) : undefined;
    return [...listener.table(kind).entriesFor(request.host)].flatMap(({ hostname, written, index }) => {
      if (taken?.has(hostname) === true) return [];
      return index.rows
        .filter(({ unsure }) => !unsure)
        .map(({ row, rank }): Candidate => ({ row, hostname, written, rank, listener }));
    });
  });
}

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
  return [chosen, ...listeners.filter((one) => one !== chosen && isSame(one))];
}

/** Whether only hostnames that equal another listener's are taken from a listener. */
function takesEqual(pick: Behaviours['listenerPick']): boolean {
  return pick?.value === 'equalOnly' || pick?.value === 'sectionNameEqual';
}
