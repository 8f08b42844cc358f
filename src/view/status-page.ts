import type { Block, Description, Line, Mark } from './description.ts';
import { GATEWAY_CLASS, LISTENER_HOLDERS, ROUTE_KINDS, isRouteKind } from '../gateway-api/kinds.ts';
import type { ObjectRef } from '../model/ref.ts';
import { someOf } from '../model/some.ts';
import { cutList } from '../text/cut-list.ts';
import { enumerate } from './say/names.ts';
import { parentName } from './status.ts';
import type { ParentStatusLine, ReportedProblem, RouteCounts, StatusReport } from '../documents/status-report.ts';
import type { Cell } from './table.ts';
import { statusCell } from './tables/status-cell.ts';

/**
 * The status report as one screen: classes, Gateways with what attaches to them, routes, and the worst problems.
 * @param shown how many parts that could not be determined are named.
 */
export function statusPage(report: StatusReport, shown: number): Description {
  const blocks: Block[] = [];
  if (report.classes.length > 0) {
    blocks.push({
      type: 'table',
      label: 'Classes',
      columns: ['NAME', 'CONTROLLER', 'ACCEPTED', 'GATEWAYS'],
      rows: report.classes.map(({ ref, controllerName, accepted, gateways }) => [
        ref.kind === 'GatewayClass' ? ref.name : `${ref.kind.toLowerCase()} ${ref.name}`,
        controllerName,
        statusCell(accepted),
        ref.kind === 'GatewayClass' ? (gateways === undefined ? '<unknown>' : String(gateways)) : '-',
      ]),
    });
  }
  if (report.classes.length === 0) blocks.push(...unreadBlock('Classes', report, isClassKind));
  if (report.parents.length > 0) blocks.push(parentTable(report));
  else blocks.push(...unreadBlock('Gateways', report, isHolderKind));
  blocks.push(...routeBlocks(report));
  blocks.push(problemBlock(report), ...doubtBlocks(report, shown), ...openBlocks(report));
  return { blocks };
}

/** Says that what could not be read is not known, where nothing of it is shown. */
function unreadBlock(
  label: string,
  { unread = [] }: StatusReport,
  isMeant: (kind: string) => boolean,
): readonly Block[] {
  const kinds = unread.filter(isMeant);
  return kinds.length === 0 ? [] : [{ type: 'field', label, values: [`<unknown> (${couldNotBeRead(kinds)})`] }];
}

function couldNotBeRead(kinds: readonly string[]): string {
  return `${joinWords(kinds)} could not be read`;
}

function isClassKind(kind: string): boolean {
  return kind === GATEWAY_CLASS.kind;
}

function isHolderKind(kind: string): boolean {
  return LISTENER_HOLDERS.some((holder) => holder.kind === kind);
}

function isRoute(kind: string): boolean {
  return ROUTE_KINDS.some((route) => route.kind === kind);
}

function parentTable({ parents, namespace, unread = [] }: StatusReport): Block {
  const withNamespace = namespace === undefined;
  const hidden = unread.filter(isHolderKind);
  return {
    type: 'table',
    label: 'Gateways',
    columns: ['NAME', 'CLASS', 'ADDRESSES', 'PROGRAMMED', 'LISTENERS', 'ATTACHED', 'REFUSED'],
    rows: [
      ...parents.map((parent): readonly Cell[] => [
        parentName(parent, withNamespace),
        belongsTo(parent),
        parent.ref.kind === 'Gateway' ? cutList(parent.addresses, false) : '-',
        parent.programmed === undefined ? '-' : statusCell(parent.programmed),
        listenersCell(parent),
        parent.attached === undefined ? '<unknown>' : String(parent.attached),
        refusedCell(parent),
      ]),
      ...(hidden.length === 0 ? [] : [[`<unknown> (${couldNotBeRead(hidden)})`]]),
    ],
  };
}

function refusedCell({ refused }: ParentStatusLine): Cell {
  if (refused === undefined) return '<unknown>';
  return refused === 0 ? '0' : { text: String(refused), tone: 'bad' };
}

function belongsTo({ ref, belongsTo: owner }: ParentStatusLine): string {
  if (ref.kind === 'Gateway') return owner;
  return owner === '' ? '(mesh)' : `gateway/${owner}`;
}

function listenersCell({ listeners, goodListeners, programmed }: ParentStatusLine): Cell {
  if (programmed === undefined) return '-';
  if (listeners === goodListeners) return String(listeners);
  return { text: `${goodListeners} of ${listeners} ok`, tone: 'bad' };
}

/** How many routes there are; where not all could be read, at least. */
function routeBlocks(report: StatusReport): readonly Block[] {
  const { routes, unread = [] } = report;
  const hidden = unread.filter(isRoute);
  if (hidden.length === 0)
    return routes.total === 0 ? [] : [{ type: 'field', label: 'Routes', values: [routeLine(routes)] }];
  if (Object.keys(routes).length === 0) return unreadBlock('Routes', report, isRoute);
  return [{ type: 'field', label: 'Routes', values: [`${routeLine(routes)}, and ${couldNotBeRead(hidden)}`] }];
}

function routeLine(counts: RouteCounts): string {
  const { attached = 0, partial = 0, refused = 0, unknown = 0, detached = 0 } = counts;
  const total = counts.total ?? `${attached + partial + refused + unknown + detached}+`;
  const parts = [
    [attached, 'attached'],
    [partial, 'partly attached'],
    [refused, 'refused'],
    [unknown, 'unknown'],
    [detached, 'without a parent'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return `${total} (${said.join(', ')})`;
}

function problemBlock({ problems, problemCount, examined, complete, undetermined }: StatusReport): Block {
  if (problemCount === 0) {
    const [text, mark]: readonly [string, Mark] =
      examined === 0
        ? [complete ? 'nothing to examine' : 'nothing could be read', 'unknown']
        : !complete
          ? ['none in what could be read', 'unknown']
          : undetermined.length > 0
            ? ['none in what could be determined', 'unknown']
            : ['none', 'ok'];
    return { type: 'lines', label: 'Problems', lines: [{ mark, cells: [text] }] };
  }
  const more = problemCount - problems.length;
  return {
    type: 'lines',
    label: `Problems (${problemCount})`,
    lines: problems.map(problemLine),
    more: more > 0 ? `and ${more} more: --problems=0 shows all` : undefined,
  };
}

/** What is neither right nor wrong as long as nobody knows what stands outside of the files. */
function openBlocks({ openReferences = 0 }: StatusReport): readonly Block[] {
  if (openReferences === 0) return [];
  const [lead, count] = openReferences === 1 ? ['reference leads', 'it'] : ['references lead', 'them'];
  const text = `${openReferences} ${lead} outside these files; --complete counts ${count} as missing`;
  return [{ type: 'lines', label: 'Open', lines: [{ mark: 'unknown', cells: [text] }] }];
}

function problemLine(problem: ReportedProblem): Line {
  const { rank, subject, path, reason, message, details = [message], hint, condition, consequences, command } = problem;
  const isField = path !== '' && path !== condition;
  const what = condition === undefined ? reason : reason === '' ? condition : `${condition}: ${reason}`;
  return {
    mark:
      rank === 'stale' || rank === 'note' || reason === 'ListenerNotReady' || reason === 'ParentNotReady'
        ? 'note'
        : 'broken',
    cells: [subjectText(subject), what, ...(isField ? [path] : [])],
    details: [
      ...[...details, hint ?? ''].filter((text) => text !== '').map((text) => [text]),
      ...(consequences.length === 0 ? [] : [[waitingText(consequences)]]),
      [{ text: command, tone: 'muted', isCommand: true }],
    ],
  };
}

/** `gateway infra/web#https` */
function subjectText({ kind, namespace, name, section }: ObjectRef): string {
  return `${kind.toLowerCase()} ${namespace === undefined ? '' : `${namespace}/`}${name}${section === undefined || section === '' ? '' : `#${section}`}`;
}

/** How many of what waits for a problem are named. */
const MOST_WAITING = 5;

/** `1 listener and 2 routes wait for this: gateway infra/web#b, httproute shop/cart, httproute shop/pay` */
function waitingText(consequences: readonly ObjectRef[]): string {
  const counts = new Map<string, number>();
  for (const ref of consequences) counts.set(nounOf(ref), (counts.get(nounOf(ref)) ?? 0) + 1);
  const words = [...counts].map(([noun, count]) => `${count} ${count === 1 ? noun : pluralOf(noun)}`);
  const verb = consequences.length === 1 ? 'waits' : 'wait';
  const named = enumerate(someOf(consequences, MOST_WAITING), subjectText);
  return `${joinWords(words)} ${verb} for this: ${named}`;
}

function nounOf(ref: ObjectRef): string {
  if (ref.section !== undefined) return 'listener';
  return isRouteKind(ref) ? 'route' : ref.kind;
}

function pluralOf(noun: string): string {
  return noun.endsWith('Policy') ? `${noun.slice(0, -1)}ies` : noun.endsWith('s') ? `${noun}es` : `${noun}s`;
}

/** `a, b and c` */
function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** What nobody can tell, as many as problems are shown. */
function doubtBlocks({ undetermined }: StatusReport, shown: number): readonly Block[] {
  if (undetermined.length === 0) return [];
  const more = undetermined.length - shown;
  return [
    {
      type: 'lines',
      label: `Undetermined (${undetermined.length})`,
      lines: undetermined.slice(0, shown).map(({ subject, path, message, command }) => ({
        mark: 'unknown',
        cells: [subjectText(subject), path],
        details: [...(message === '' ? [] : [[message]]), [{ text: command, tone: 'muted' }]],
      })),
      more: more > 0 ? `and ${more} more: --problems=0 shows all` : undefined,
    },
  ];
}

/**
 * The exit code of a check: 0 all that was asked is right; 1 something is wrong, or a part could not be read or determined; 3
 * nothing could be examined.
 */
export function checkCode({ problemCount, undetermined, complete, examined }: StatusReport): 0 | 1 | 3 {
  if (problemCount > 0) return 1;
  if (examined === 0) return 3;
  return complete && undetermined.length === 0 ? 0 : 1;
}
