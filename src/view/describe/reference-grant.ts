import { idleEntriesOf } from '../../graph/resolve/idle-grant-entries.ts';
import { readReferenceGrant } from '../../gateway-api/reference-grant.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refOf } from '../../model/ref.ts';
import type { Block, Line } from '../description.ts';
import { say } from '../say/say.ts';
import { objectText } from '../tables/object-text.ts';
import { cut, field, lines } from './blocks.ts';
import type { DescribeContext } from './context.ts';
import type { DescribeView } from './view.ts';

const MOST_EDGES = 25;

/** ReferenceGrant: who may refer to what, and which references it allows. */
export const referenceGrantView: DescribeView = {
  blocks: (object, context) => {
    const grant = readReferenceGrant(object);
    return [
      ...field(
        'From',
        grant.from.map(
          ({ group, kind, namespace }) => `${kind}${group === '' ? '' : `.${group}`} of namespace ${namespace}`,
        ),
      ),
      ...field(
        'To',
        grant.to.map(
          ({ group, kind, name }) =>
            `${name === undefined ? `any ${kind}` : `${kind}/${name}`}${group === '' ? '' : ` (${group})`}`,
        ),
      ),
      ...lines(
        'Problems',
        idleEntriesOf(context.snapshot, object).map((fact): Line => ({ mark: 'broken', cells: [say(fact)] })),
      ),
      ...usageBlocks(object, context),
    ];
  },
  known: {
    spec: {
      from: { group: true, kind: true, namespace: true },
      to: { group: true, kind: true, name: true },
    },
  },
};

/** The references that it allows; a grant that allows nothing is worth knowing. */
function usageBlocks(object: KubernetesObject, context: DescribeContext): readonly Block[] {
  const namespace = refOf(object).namespace;
  const edges = context.graph.outgoing(refOf(object), 'grant');
  const unread = unreadLines(object, context);
  if (edges.length === 0) {
    const unused: Line = { mark: 'note', cells: ['no reference that could be read needs it'] };
    return lines('Allows', unread.length === 0 ? [unused] : unread);
  }
  const { shown, left } = cut(edges, MOST_EDGES);
  const allowed = shown.map(({ to, path }): Line => ({
    mark: 'ok',
    cells: [objectText(to, namespace), path],
  }));
  return lines(
    `Allows (${edges.length})`,
    [...allowed, ...unread],
    left === 0 ? undefined : `${left} more: -o json shows all`,
  );
}

/** Whose references could not be read: they may need the grant. */
function unreadLines(object: KubernetesObject, { snapshot }: DescribeContext): readonly Line[] {
  return (
    readReferenceGrant(object)
      // References within the namespace need no leave.
      .from.filter((from) => from.namespace !== '' && from.namespace !== namespaceOf(object))
      .filter((from) => !snapshot.isComplete(from, from.namespace))
      .map(({ kind, namespace }): Line => ({
        mark: 'unknown',
        cells: [`${kind} of namespace ${namespace}`, 'unknown (could not be read)'],
      }))
  );
}
