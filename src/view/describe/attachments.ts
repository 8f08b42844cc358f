import { worstReason } from '../../analysis/verdict.ts';
import { attachmentVerdict } from '../../analysis/verdict-of.ts';
import type { AttachedListener, Attachment } from '../../graph/graph.ts';
import { generationOf } from '../../gateway-api/gateway.ts';
import { parentOf } from '../../gateway-api/parent-ref.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refOf } from '../../model/ref.ts';
import { cutList } from '../../text/cut-list.ts';
import type { Block, Line, Mark } from '../description.ts';
import { say, sayShortly } from '../say/say.ts';
import { sayBecause } from '../say/verdicts.ts';
import type { Cell } from '../table.ts';
import { MARK_OF } from '../verdict-mark.ts';
import { lines } from './blocks.ts';
import { computedMessages, computedRow, reportedRows } from './condition-text.ts';
import type { DescribeContext } from './context.ts';
import { missingReports, worthNoting } from './drift.ts';
import { parentText } from './parent-text.ts';

const TYPES = ['Accepted', 'ResolvedRefs'];
const MOST_HOSTNAMES = 4;

/** Where a route attaches and where not, with why: one line a parentRef, computed and reported. */
export function attachmentBlocks(route: KubernetesObject, context: DescribeContext): readonly Block[] {
  const attachments = context.graph.attachments(refOf(route));
  // A backend that fails fails for every parent: one line says it.
  const said = new Set<string>();
  return lines(
    'Attachment',
    attachments.map((attachment) => attachmentLine(attachment, route, { context, said })),
  );
}

interface LineOptions {
  readonly context: DescribeContext;
  /** What of the references was said at an earlier parent. */
  readonly said: Set<string>;
}

function attachmentLine(attachment: Attachment, route: KubernetesObject, options: LineOptions): Line {
  const { parentRef, path, drift } = attachment;
  const { reported } = attachmentVerdict(options.context, attachment);
  const leftOver = path === '';
  const origin = path === 'spec.useDefaultGateways' ? ' (default Gateway)' : '';
  return {
    mark: markOf(attachment, options.context),
    cells: [`${parentText(parentRef, namespaceOf(route))}${origin}`, outcome(attachment, options.context)],
    details: [
      ...computedDetails(attachment, options),
      ...missingReports(drift),
      ...reportedRows(
        reported.map((word) => ({ ...word, leftOver })),
        TYPES,
        generationOf(route),
        drift,
      ),
    ],
  };
}

/** Nothing is computed for a parent that is not there, or could not be read: the line itself says so. */
function computedDetails(attachment: Attachment, { context, said }: LineOptions): readonly (readonly Cell[])[] {
  const { path, accepted, resolvedRefs, notes } = attachment;
  if (path === '') return [];
  if (parentState(attachment, context) === 'missing') return [];
  const waiting = attachmentVerdict(context, attachment).because.find(({ code }) => code === 'waits');
  const messages: (readonly Cell[])[] = notes.map((note) => [say(note)]);
  // What a controller may say of a parent that passes nothing is said by that.
  if (waiting !== undefined) messages.push([sayBecause(waiting).message]);
  else if (accepted.status !== 'Unknown') messages.push(...computedMessages([accepted]));
  const refused = say(resolvedRefs.because);
  if (resolvedRefs.status === 'False' && !said.has(refused)) {
    said.add(refused);
    messages.push(...computedMessages([resolvedRefs]));
  }
  if (accepted.status === 'Unknown' && resolvedRefs.status !== 'False') return messages;
  return [
    ...messages,
    computedRow([
      ['Accepted', accepted],
      ['ResolvedRefs', resolvedRefs],
    ]),
  ];
}

function parentState({ parentRef }: Attachment, { snapshot }: DescribeContext): 'missing' | 'unknown' | 'present' {
  const parent = parentOf(parentRef);
  const { state } = snapshot.find(parent);
  return state === 'found' ? 'present' : state;
}

/** A status which is left over says nothing of the route, whether it admits or refuses it. */
function markOf(attachment: Attachment, context: DescribeContext): Mark {
  if (attachment.path === '') return worthNoting(attachment.drift) ? 'note' : 'unknown';
  const { state } = attachmentVerdict(context, attachment);
  return state === 'ok' && worthNoting(attachment.drift) ? 'note' : MARK_OF[state];
}

function outcome(attachment: Attachment, context: DescribeContext): Cell {
  const { parentRef, path, accepted, listeners, mesh } = attachment;
  if (path === '') return { text: 'left over: no parentRef in the spec names it', tone: 'warning' };
  if (parentState(attachment, context) === 'missing') {
    return {
      text: `not attached: ${accepted.because === undefined ? 'it does not exist' : say(accepted.because)}`,
      tone: 'bad',
    };
  }
  const verdict = attachmentVerdict(context, attachment);
  if (verdict.state === 'broken') return { text: `not attached: ${worstReason(verdict)}`, tone: 'bad' };
  if (accepted.status === 'Unknown') {
    const lookup = context.snapshot.find(parentOf(parentRef));
    const why = lookup.state === 'unknown' ? sayShortly(lookup.because) : say(accepted.because);
    return { text: why === '' ? 'unknown' : `unknown: ${why}`, tone: 'muted' };
  }
  if (mesh !== undefined) {
    const port = parentRef.port === undefined && parentRef.sectionName === undefined ? 'all ports' : 'this port';
    return mesh === 'producer'
      ? `mesh: ${port}, for clients in all namespaces (producer)`
      : `mesh: ${port}, for clients in this namespace only (consumer)`;
  }
  return listeners.length === 0 ? 'attached' : listeners.map(listenerText).join('; ');
}

/** `listener https :443 for *.example.com except api.example.com`; `*` is said as nothing: it narrows nothing. */
function listenerText({ name, port, hostnames, exceptions }: AttachedListener): string {
  const named = hostnames.filter((hostname) => hostname !== '*');
  const hosts = named.length === 0 || named.length < hostnames.length ? '' : ` for ${hostnameList(named)}`;
  const others = exceptions.map(({ hostname }) => hostname);
  const except = others.length === 0 ? '' : ` except ${hostnameList(others)}`;
  return `listener ${name}${port === undefined ? '' : ` :${port}`}${hosts}${except}`;
}

function hostnameList(hostnames: readonly string[]): string {
  return cutList(hostnames, false, MOST_HOSTNAMES).replaceAll(',', ', ');
}
