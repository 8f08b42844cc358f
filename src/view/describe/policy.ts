import { ancestorVerdict } from '../../analysis/verdict-of.ts';
import type { ComputedAncestor, GraphEdge } from '../../graph/graph.ts';
import { isBroken } from '../../graph/query/flow.ts';
import { generationOf } from '../../gateway-api/gateway.ts';
import { readPolicyTargets } from '../../gateway-api/policy.ts';
import { leadsOutside } from '../../model/leads-outside.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { isRecord, readPath, readRecord, readRecords, readString } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';
import { groupKindOf, refOf } from '../../model/ref.ts';
import type { Block, Line, Mark } from '../description.ts';
import { MARK_OF } from '../verdict-mark.ts';
import { MOST_ROWS, cut, field, group, lines } from './blocks.ts';
import { computedMessages, computedRow, reportedRows } from './condition-text.ts';
import type { DescribeContext } from './context.ts';
import { missingReports, worthNoting } from './drift.ts';
import { say } from '../say/say.ts';
import { selectorText } from '../say/selector-text.ts';
import { maskCredentials } from './mask-credentials.ts';
import { parentText, refText } from './parent-text.ts';
import { policyEffectBlocks } from './policy-effects.ts';
import { referenceState } from './reference.ts';
import { valueTree } from './unknown-fields.ts';
import type { DescribeView } from './view.ts';
import { scopeOf } from './relations.ts';

const TYPES = ['Accepted', 'ResolvedRefs'];
const TARGET_FIELDS = new Set(['targetRef', 'targetRefs', 'targetSelectors']);

/** Policies of any kind: what they act on, what they set, and the outcome. */
export const policyView: DescribeView = {
  blocks: (policy, context) => [
    ...classBlocks(policy, context),
    ...targetBlocks(policy, context),
    ...group('Settings', valueTree(settingsOf(policy))),
    ...ancestorBlocks(policy, context),
    ...policyEffectBlocks(policy, context),
  ],
  known: {
    spec: true,
    status: { ancestors: { ancestorRef: true, controllerName: true, conditions: true }, conditions: true },
  },
};

/** What the author of the kind says of it: Direct acts on its target alone, Inherited on what lies below it too. */
export function classBlocks(policy: KubernetesObject, context: DescribeContext): readonly Block[] {
  const kind = context.policyKind(groupKindOf(policy));
  return field('Policy Type', kind === undefined || kind.class === 'Unknown' ? undefined : kind.class);
}

/** What the policy acts on: by name, by label, and what names the policy itself; and whether it is there. */
export function targetBlocks(policy: KubernetesObject, context: DescribeContext): readonly Block[] {
  const namespace = namespaceOf(policy);
  const byPath = Map.groupBy(context.graph.outgoing(refOf(policy), 'target'), ({ path }) => path);
  const named = readPolicyTargets(policy).map(({ ref, path }): Line => {
    const { mark, note, message, state } = referenceState(ref, byPath.get(path)?.[0], context);
    byPath.delete(path);
    const at = state === 'resolved' ? [] : [path];
    return { mark, cells: [refText(ref, namespace), note, ...at], details: message === '' ? [] : [[message]] };
  });
  const selected = readRecords(readPath(policy, 'spec', 'targetSelectors')).map((selector, index): Line => {
    const path = `spec.targetSelectors[${index}]`;
    const nothing = nothingSelected(policy, path, context);
    const { cells, ...rest } = nothing ?? selectionState(byPath.get(path) ?? []);
    byPath.delete(path);
    return {
      ...rest,
      cells: [`every ${readString(selector['kind']) ?? '?'} with ${selectorText(selector)}`, ...cells],
    };
  });
  const { shown, left } = cut([...byPath.values()].flat(), MOST_ROWS);
  const naming = shown.map(({ to, path }): Line => ({
    mark: 'ok',
    cells: [refText(to, namespace), '', { text: `names it in ${path}`, tone: 'muted' }],
  }));
  const more = left === 0 ? undefined : `${left} more: ${context.command(effectiveWords(policy, context))}`;
  return lines('Targets', [...named, ...selected, ...naming], more);
}

/** A selection that matches nothing; undefined where it matches something, or may. */
function nothingSelected(policy: KubernetesObject, path: string, context: DescribeContext): Line | undefined {
  const targets = context.policyIndex().policy(refOf(policy))?.targets ?? [];
  const nothing = targets.find((target) => target.path === path && target.because?.code === 'nothingMatches');
  return nothing && { mark: 'broken', cells: [{ text: say(nothing.because), tone: 'bad' }] };
}

/** How many objects a selection may act on, where it may not act on all of them. */
function selectionState(edges: readonly GraphEdge[]): Line {
  const broken = edges.filter(isBroken);
  const [first] = broken;
  if (first === undefined) return openSelection(edges);
  const text = `${broken.length} of ${edges.length} ${first.state === 'missing' ? 'missing' : first.reason}`;
  const mark = broken.length === edges.length ? 'broken' : 'note';
  return { mark, cells: [{ text, tone: 'bad' }], details: [[say(first.because)]] };
}

/** How many objects a selection may act on if somebody permits it who is not among the files. */
function openSelection(edges: readonly GraphEdge[]): Line {
  const open = edges.filter(({ because }) => leadsOutside(because));
  const [first] = open;
  if (first === undefined) return { cells: [] };
  const text = `${open.length} of ${edges.length} unknown`;
  return { mark: 'unknown', cells: [{ text, tone: 'muted' }], details: [[say(first.because)]] };
}

/** What lists all that a policy acts on. */
function effectiveWords(policy: KubernetesObject, context: DescribeContext): string {
  const ref = refOf(policy);
  return `effective ${context.policyKind(ref)?.crdName ?? ref.kind.toLowerCase()}/${ref.name}${scopeOf(ref)}`;
}

function settingsOf(policy: KubernetesObject): JsonRecord {
  const spec = readRecord(maskCredentials(policy)['spec']);
  return Object.fromEntries(Object.entries(spec).filter(([name]) => !TARGET_FIELDS.has(name)));
}

/** What became of the policy at each ancestor: computed for the specification's own kinds, reported for all. */
export function ancestorBlocks(policy: KubernetesObject, context: DescribeContext): readonly Block[] {
  const namespace = namespaceOf(policy);
  return lines(
    'Ancestors',
    context.graph.ancestors(refOf(policy)).map((ancestor): Line => {
      const { ancestorRef, accepted, resolvedRefs, drift } = ancestor;
      const { reported } = ancestorVerdict(ancestor);
      const leftOver = drift.some(({ kind }) => kind === 'leftover');
      const isComputed = accepted.reason !== 'NotEvaluated' || reported.length === 0;
      return {
        mark: markOf(ancestor),
        cells: [parentText(ancestorRef, namespace)],
        details: [
          ...(isComputed ? computedMessages([accepted, resolvedRefs]) : []),
          ...(isComputed
            ? [
                computedRow([
                  ['Accepted', accepted],
                  ['ResolvedRefs', resolvedRefs],
                ]),
              ]
            : []),
          ...missingReports(drift),
          ...reportedRows(
            reported.map((word) => ({ ...word, leftOver })),
            TYPES,
            generationOf(policy),
            drift,
          ),
        ],
      };
    }),
  );
}

function markOf(ancestor: ComputedAncestor): Mark {
  const { state } = ancestorVerdict(ancestor);
  return state === 'ok' && worthNoting(ancestor.drift) ? 'note' : MARK_OF[state];
}

/** Whether an object of a kind that nobody declared as policy looks like one: it names targets. */
export function hasTargets(object: KubernetesObject): boolean {
  const spec = readPath(object, 'spec');
  return isRecord(spec) && [...TARGET_FIELDS].some((name) => Object.hasOwn(spec, name));
}
