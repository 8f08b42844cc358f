import type { KubernetesObject } from '../../model/object.ts';
import { isRecord, readRecord, readString } from '../../model/read.ts';
import { refOf } from '../../model/ref.ts';
import type { Block } from '../description.ts';
import { field, group } from './blocks.ts';
import type { DescribeContext } from './context.ts';
import { referrerBlocks } from './relations.ts';
import { valueTree } from './unknown-fields.ts';
import type { DescribeView } from './view.ts';

/** Kinds without a view of their own: their spec as it stands, and who refers to them. */
export const genericView: DescribeView = {
  blocks: (object, context) => [
    ...group('Spec', isRecord(object['spec']) ? valueTree(object['spec']) : []),
    ...referrerBlocks('Referred To By', refOf(object), context),
  ],
  known: { spec: true, status: { conditions: true } },
};

/** Secret: its type and who uses it; its values are never read. */
export const secretView: DescribeView = {
  blocks: (secret, context) => [...field('Type', readString(secret['type'])), ...referrers(secret, context)],
  known: { type: true, data: true, stringData: true, immutable: true },
};

/** ConfigMap: its keys with their sizes, as certificates need no reading. */
export const configMapView: DescribeView = {
  blocks: (map, context) => [
    ...field(
      'Data',
      [...Object.entries(readRecord(map['data'])), ...Object.entries(readRecord(map['binaryData']))].map(
        ([key, value]) => `${key}: ${typeof value === 'string' ? Buffer.byteLength(value) : 0} bytes`,
      ),
    ),
    ...referrers(map, context),
  ],
  known: { data: true, binaryData: true, immutable: true },
};

function referrers(object: KubernetesObject, context: DescribeContext): readonly Block[] {
  return referrerBlocks('Referred To By', refOf(object), context);
}
