import { refOf } from '../../model/ref.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { Block } from '../description.ts';
import { cut, lines } from './blocks.ts';
import type { DescribeContext } from './context.ts';

const MOST_LINES = 8;

/** Why no API server would take the object as it is written; nothing where one would, or has. */
export function violationBlocks(object: KubernetesObject, { snapshot }: DescribeContext): readonly Block[] {
  const { shown, left } = cut(snapshot.violations(refOf(object)), MOST_LINES);
  return lines(
    'Refused by the API Server',
    shown.map(({ path, message }) => ({
      mark: 'broken',
      cells: [path === '' ? 'the object' : path],
      details: [[message]],
    })),
    left === 0 ? undefined : `and ${left} more`,
  );
}
