import { parentVerdict } from '../../analysis/parent-verdict.ts';
import type { VerdictState } from '../../analysis/verdict.ts';
import { isOpen } from '../../graph/condition.ts';
import type { ComputedParent, Drift } from '../../graph/graph.ts';
import { meaningOf } from '../../model/condition-polarity.ts';
import type { Meaning } from '../../model/condition-polarity.ts';
import { isDefaulted, isStale } from '../../model/conditions.ts';
import type { Condition } from '../../model/conditions.ts';
import { GATEWAY } from '../../gateway-api/kinds.ts';
import { generationOf, readObjectConditions } from '../../gateway-api/gateway.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindOf, refOf, sameGroupKind } from '../../model/ref.ts';
import type { Block, Line, Mark } from '../description.ts';
import { lines } from './blocks.ts';
import { computedMessages, computedRow, contradictionRows, reportedCell, staleText } from './condition-text.ts';
import type { DescribeContext } from './context.ts';
import { madeTexts } from './made-services.ts';

/** The conditions of the object itself, with what the specification computes beside them (Gateways, ListenerSets). */
export function statusBlocks(object: KubernetesObject, context: DescribeContext): readonly Block[] {
  const parent = context.graph.parent(refOf(object));
  return lines('Status', [...computedLines(parent), ...conditionLines(object, parent?.drift ?? [], context)]);
}

/** What is computed stands only where it says more than what was reported, or nothing was. */
function computedLines(parent: ComputedParent | undefined): readonly Line[] {
  if (parent === undefined) return [];
  const { accepted, resolvedRefs } = parent;
  const isLeftOpen = accepted.status === 'Unknown' || (accepted.status === 'False' && isOpen(accepted));
  const broken = (accepted.status === 'False' && !isLeftOpen) || resolvedRefs?.status === 'False';
  return [
    {
      mark: broken
        ? 'broken'
        : isLeftOpen
          ? MARKS_OF_CHOICE[parentVerdict(parent).state]
          : isWarning(accepted.reason)
            ? 'note'
            : 'ok',
      cells: computedRow([
        ['Accepted', accepted],
        ['ResolvedRefs', resolvedRefs],
      ]),
      // What its listeners leave open is said there.
      details: computedMessages([accepted.status === 'True' ? undefined : accepted, resolvedRefs]),
    },
  ];
}

/** What is left to the controller is no trouble once it has accepted it. */
const MARKS_OF_CHOICE: Readonly<Record<VerdictState, Mark | undefined>> = {
  ok: undefined,
  warning: undefined,
  broken: 'broken',
  unknown: 'unknown',
};

/** Accepted all the same, but not all of it (semantics.md 6.1). */
function isWarning(reason: string): boolean {
  return reason === 'ListenersNotValid';
}

/** What a Gateway lacks that has no address, although its Service may have one. */
function addressRows(object: KubernetesObject, condition: Condition, context: DescribeContext): readonly string[][] {
  const isAboutAddresses =
    condition.status === 'False' && [condition.reason, condition.type].some((word) => word.startsWith('Address'));
  if (!isAboutAddresses || !sameGroupKind(groupKindOf(object), GATEWAY)) return [];
  return madeTexts(object, context).map((made) => [`made for it: ${made}`]);
}

function conditionLines(object: KubernetesObject, drift: readonly Drift[], context: DescribeContext): readonly Line[] {
  const conditions = readObjectConditions(object);
  const generation = generationOf(object);
  return conditions.map((condition): Line => {
    const stale = isStale(condition, generation, conditions);
    const meaning = meaningOf(condition);
    const message = condition.message === '' || meaning === 'good' ? [] : [[condition.message]];
    const made = addressRows(object, condition, context);
    const contradictions = contradictionRows(drift.filter(({ about }) => about === condition.type));
    const isDoubtful = stale || contradictions.length > 0;
    return {
      mark: isDefaulted(condition) ? 'unknown' : isDoubtful ? 'note' : markOf(condition, meaning),
      cells: [
        'reported',
        reportedCell({ ...condition, stale }),
        ...(stale ? [{ text: staleText(condition.observedGeneration, generation), tone: 'warning' } as const] : []),
      ],
      details: isDefaulted(condition)
        ? [['no controller has reported: this is the default of the CRD']]
        : [...contradictions, ...message, ...made],
    };
  });
}

const MARKS: Readonly<Record<Meaning, Mark | undefined>> = {
  good: 'ok',
  trouble: 'broken',
  note: 'note',
  unknown: undefined,
};

function markOf({ status, reason }: Condition, meaning: Meaning): Mark | undefined {
  if (status === 'Unknown') return 'unknown';
  return meaning === 'good' && isWarning(reason) ? 'note' : MARKS[meaning];
}
