import { readReferenceGrant } from '../../gateway-api/reference-grant.ts';
import {
  GATEWAY,
  LISTENER_SET,
  REFERENCE_GRANT,
  ROUTE_KINDS,
  SERVICE,
  X_BACKEND,
  X_LISTENER_SET,
} from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readString } from '../../model/read.ts';
import type { GroupKind } from '../../model/ref.ts';
import type { Block, Line } from '../description.ts';
import { cut, field, lines } from './blocks.ts';
import type { DescribeContext } from './context.ts';
import type { DescribeView } from './view.ts';

const MOST_NAMES = 20;

/** Namespace: what of the Gateway API lies in it, and which grants let others in or it out. */
export const namespaceView: DescribeView = {
  blocks: (namespace, context) => [
    ...statusBlocks(namespace),
    ...contentBlocks(namespace.metadata.name, context),
    ...grantBlocks(namespace.metadata.name, context),
  ],
  known: { spec: { finalizers: true }, status: { phase: true, conditions: true } },
};

function statusBlocks(namespace: KubernetesObject): readonly Block[] {
  const phase = readString(readPath(namespace, 'status', 'phase'));
  if (phase === undefined) return [];
  return field('Status', phase === 'Active' ? phase : { text: phase, tone: 'warning' });
}

/** The objects of each kind by name; a kind that could not be read says so. */
function contentBlocks(name: string, context: DescribeContext): readonly Block[] {
  const kinds: readonly GroupKind[] = [
    GATEWAY,
    LISTENER_SET,
    X_LISTENER_SET,
    ...ROUTE_KINDS,
    SERVICE,
    X_BACKEND,
    ...context.policyKinds.filter(({ namespaced }) => namespaced),
  ];
  return lines(
    'Holds',
    kinds.flatMap((kind) => contentLine(kind, name, context)),
  );
}

function contentLine(kind: GroupKind, name: string, { snapshot, command }: DescribeContext): readonly Line[] {
  const names = snapshot.listIn(kind, name).map(({ metadata }) => metadata.name);
  if (!snapshot.isComplete(kind, name)) {
    return [
      {
        mark: 'unknown',
        cells: [
          kind.kind,
          names.length === 0 ? 'unknown (could not be read)' : `${names.join(', ')} (of what could be read)`,
        ],
      },
    ];
  }
  if (names.length === 0) return [];
  const { shown, left } = cut(names, MOST_NAMES);
  const rest = left === 0 ? '' : ` and ${left} more: ${command(`get ${kind.kind.toLowerCase()} -n ${name}`)}`;
  return [{ cells: [`${kind.kind} (${names.length})`, `${shown.join(', ')}${rest}`] }];
}

/** Grants of this namespace let others refer to its objects; grants of others let its objects refer to theirs. */
function grantBlocks(name: string, { snapshot, command }: DescribeContext): readonly Block[] {
  const into = snapshot.listIn(REFERENCE_GRANT, name).map(readReferenceGrant);
  const out = snapshot
    .list(REFERENCE_GRANT)
    .map(readReferenceGrant)
    .filter(({ namespace, from }) => namespace !== name && from.some((entry) => entry.namespace === name));
  const all: Line[] = [
    ...into.flatMap((grant) =>
      grant.from.map((from): Line => ({
        cells: [grant.name, `${from.kind} of ${from.namespace}`, 'may refer to', grant.to.map(toText).join(', ')],
      })),
    ),
    ...out.flatMap((grant) =>
      grant.from
        .filter(({ namespace }) => namespace === name)
        .map((from): Line => ({
          cells: [
            `${grant.namespace}/${grant.name}`,
            `its ${from.kind}`,
            'may refer to',
            `${grant.to.map(toText).join(', ')} of ${grant.namespace}`,
          ],
        })),
    ),
  ];
  if (!snapshot.isComplete(REFERENCE_GRANT)) {
    const own = snapshot.isComplete(REFERENCE_GRANT, name);
    all.push({
      mark: 'unknown',
      cells: [own ? 'grants in other namespaces could not be read' : 'grants could not be read'],
    });
  }
  const { shown, left } = cut(all, MOST_NAMES);
  return lines('Grants', shown, left === 0 ? undefined : `${left} more: ${command('get referencegrants -A -o wide')}`);
}

function toText({ kind, name }: { readonly kind: string; readonly name: string | undefined }): string {
  return name === undefined ? `any ${kind}` : `${kind.toLowerCase()}/${name}`;
}
