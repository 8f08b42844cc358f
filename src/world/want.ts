import { groupKindKey, refKey } from '../model/ref.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';

/** A place that was asked for and had not been read: what the next round of reading brings. */
export type Want =
  | { readonly kind: 'object'; readonly ref: ObjectRef }
  /** All objects of a type, of one namespace or of the whole cluster. */
  | { readonly kind: 'list'; readonly type: GroupKind; readonly namespace: string | undefined }
  /** The objects of a type that name an object. */
  | { readonly kind: 'referrers'; readonly type: GroupKind; readonly to: ObjectRef }
  /** The names of a type, for hints: a refusal is no gap. */
  | { readonly kind: 'names'; readonly type: GroupKind; readonly namespace: string | undefined };

/** A key for maps: equal for equal wants and only for them. */
export function wantKey(want: Want): string {
  switch (want.kind) {
    case 'object':
      return `object ${refKey(want.ref)}`;
    case 'referrers':
      return `referrers ${referrersKey(want.type, want.to)}`;
    case 'list':
    case 'names':
      return `${want.kind} ${groupKindKey(want.type)} ${want.namespace ?? '*'}`;
  }
}

/** What tells the referrers of one object by objects of one type from all others. */
export function referrersKey(type: GroupKind, to: ObjectRef): string {
  return `${groupKindKey(type)} ${refKey(to)}`;
}
