import { leadsOutside } from '../../model/leads-outside.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { SPECIFICATION_POLICY_KINDS } from '../../gateway-api/kinds.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { refKey, refOf, sameGroupKind, wholeOf } from '../../model/ref.ts';
import { reportPolicy } from '../../policy/policy-report.ts';
import type { ExpectedStatus, PolicyConflict, PolicyReport } from '../../policy/policy-report.ts';
import type { Stranger } from '../../policy/surroundings.ts';
import type { Fact } from '../../model/fact.ts';
import { sectionText } from '../say/paths.ts';
import type { Block, Line } from '../description.ts';
import { say } from '../say/say.ts';
import { objectText } from '../tables/object-text.ts';
import type { Cell } from '../table.ts';
import { cut, field, lines } from './blocks.ts';
import type { DescribeContext } from './context.ts';
import { scopeOf } from './relations.ts';

/** How many objects, winners and conflicts a page names. */
const MOST = 20;

/**
 * What becomes of a policy beyond its status: how far it reaches, on how many paths it takes effect, who takes its place,
 * and what its controller is expected to report.
 */
export function policyEffectBlocks(object: KubernetesObject, context: DescribeContext): readonly Block[] {
  const index = context.policyIndex();
  const policy = index.policy(refOf(object));
  if (policy === undefined) return [];
  const report = reportPolicy(index, policy);
  return [
    ...lines(
      'Problems',
      policy.problems.map((problem): Line => ({ mark: 'broken', cells: [say(problem)] })),
    ),
    ...scopeBlocks(report, context),
    ...effectBlocks(report),
    ...strangerBlocks(report),
    ...overrideBlocks(report),
    ...conflictBlocks(report),
    ...expectedBlocks(report),
  ];
}

function scopeBlocks({ policy, scope }: PolicyReport, { command }: DescribeContext): readonly Block[] {
  const { namespace } = policy.ref;
  const targets = new Set(policy.targets.flatMap(({ node }) => (node === undefined ? [] : [refKey(wholeOf(node))])));
  const refs = [...scope.gatewayClasses, ...scope.gateways, ...scope.listenerSets, ...scope.routes, ...scope.backends];
  // Its targets are listed already.
  if (refs.every((ref) => targets.has(refKey(wholeOf(ref))))) return [];
  const { shown, left } = cut(refs, MOST);
  const [block] = lines(
    `Scope (${refs.length})`,
    shown.map((ref): Line => ({ cells: [objectText(ref, namespace)] })),
  );
  if (block === undefined) return [];
  const name = `${policy.kind.crdName}/${policy.ref.name}`;
  return [
    { ...block, more: left === 0 ? undefined : `${left} more: ${command(`effective ${name}${scopeOf(policy.ref)}`)}` },
  ];
}

function effectBlocks({
  policy,
  paths,
  strangers,
  onlyStrangers,
  refusals,
  overriddenBy,
  idleRoutes,
}: PolicyReport): readonly Block[] {
  if (policy.elsewhere !== undefined) return field('Effect', `${say(policy.elsewhere)}, outside of policy attachment`);
  const unknown = policy.targets.filter(({ state }) => state === 'unknown');
  if (unknown.length > 0) {
    const isOpen = unknown.every(({ because }) => leadsOutside(because));
    const why = isOpen ? 'it depends on what is not among the files' : 'its targets could not be read';
    return field('Effect', { text: `unknown (${why})`, tone: 'muted' });
  }
  const total = paths.all + paths.part + paths.none;
  if (paths.unknown > 0) return field('Effect', 'only its controller knows how policies of this kind are merged');
  const idle = idleText(idleRoutes, policy.ref.namespace);
  if (total === 0) {
    const text = `none: ${idle === '' ? say(whyNowhere(strangers)) : idle}`;
    return field('Effect', { text, tone: 'warning' });
  }
  const rest: readonly Cell[] = idle === '' ? [] : [{ text: `none where ${idle}`, tone: 'warning' }];
  const [refusal] = refusals;
  if (paths.none === total && refusal !== undefined && overriddenBy.length === 0) {
    const text = `none: ${say({ code: 'refusedByController', ...refusal })}`;
    return field('Effect', [{ text, tone: 'bad' }, ...rest]);
  }
  if (paths.all === total && onlyStrangers) {
    return field('Effect', [{ text: say({ code: 'onlyByOtherWays' }), tone: 'warning' }, ...rest]);
  }
  if (paths.all === total) return field('Effect', [total === 1 ? 'full' : `full, on ${total} paths`, ...rest]);
  if (paths.none === total) {
    return field('Effect', [{ text: `none: overridden on ${everyPath(total)}`, tone: 'bad' }, ...rest]);
  }
  const parts = [
    ...(paths.all === 0 ? [] : [`full on ${paths.all}`]),
    ...(paths.part === 0 ? [] : [`partial on ${paths.part}`]),
    ...(paths.none === 0 ? [] : [`none on ${paths.none}`]),
  ];
  const text = `${parts.join(', ')} of ${total} ${total === 1 ? 'path' : 'paths'}`;
  return field('Effect', [{ text, tone: 'warning' }, ...rest]);
}

/** Why a policy acts on no path: the rules of another controller, or nothing comes there. */
function whyNowhere(strangers: readonly Stranger[]): Fact {
  return strangers.length > 0 ? { code: 'noOwnController' } : { code: 'noPath' };
}

function everyPath(total: number): string {
  return total === 1 ? 'its only path' : `every path (${total})`;
}

/** The Gateways around its targets on which it does not act, since their controllers do not know the kind. */
function strangerBlocks({ policy, strangers }: PolicyReport): readonly Block[] {
  const { shown, left } = cut(strangers, MOST);
  return lines(
    'Not Acting On',
    shown.map(({ ref, controllerName }): Line => ({
      mark: 'note',
      cells: [
        objectText(ref, policy.ref.namespace),
        say({ code: 'strangeController', controller: controllerName, policy: policy.kind.kind }),
      ],
    })),
    left === 0 ? undefined : `${left} more`,
  );
}

/** Routes that no parent accepts. */
function idleText(routes: readonly ObjectRef[], namespace: string | undefined): string {
  const [first] = routes;
  if (first === undefined) return '';
  const others = routes.length === 1 ? ' attaches' : ` and ${routes.length - 1} more attach`;
  return `${objectText(first, namespace)}${others} nowhere`;
}

function overrideBlocks({ policy, overriddenBy }: PolicyReport): readonly Block[] {
  const { shown, left } = cut(overriddenBy, MOST);
  return lines(
    'Overridden By',
    shown.map((override): Line => ({
      mark: 'note',
      cells: [
        objectText(override.policy.ref, policy.ref.namespace),
        `on ${objectText(override.on, policy.ref.namespace)}`,
      ],
    })),
    left === 0 ? undefined : `${left} more`,
  );
}

function conflictBlocks({ policy, conflicts }: PolicyReport): readonly Block[] {
  const { shown, left } = cut(conflicts, MOST);
  const text = ({ node, established, reason }: PolicyConflict): string => {
    const part = node.section === undefined ? '' : ` (${sectionText(node.section)})`;
    const at = `${objectText(wholeOf(node), policy.ref.namespace)}${part}`;
    return `on ${at}: ${established ? 'it' : 'this policy'} takes precedence, ${reason === 'older' ? 'it is older' : 'by name'}`;
  };
  return lines(
    'Same Target',
    shown.map((conflict): Line => ({
      mark: conflict.established ? 'note' : undefined,
      cells: [objectText(conflict.policy.ref, policy.ref.namespace), text(conflict)],
    })),
    left === 0 ? undefined : `${left} more`,
  );
}

function expectedBlocks({ policy, expected }: PolicyReport): readonly Block[] {
  // Of the specification's own kinds the graph computes each ancestor.
  if (expected === undefined || SPECIFICATION_POLICY_KINDS.some((kind) => sameGroupKind(kind, policy.kind))) return [];
  const { accepted, programmed } = expected;
  return field('GEP-713 Status', [
    `Accepted=${conditionText(accepted)}`,
    ...(programmed === undefined ? [] : [`Programmed=${conditionText(programmed)}`]),
  ]);
}

function conditionText({ status, reason }: NonNullable<ExpectedStatus['programmed']>): string {
  return `${status} ${reason}`;
}
