import type { Gap } from '../model/gap.ts';
import type { DocumentGap } from '../documents/gap.ts';
import { withoutAbsent } from './without-absent.ts';

/** A gap as data. @param affects what is missing from the answer because of it. */
export function documentGap({ what, namespace, reason, message }: Gap, affects: readonly string[]): DocumentGap {
  return withoutAbsent({ kind: what, namespace, reason, message, affects });
}

/** The gaps, each once. */
export function distinctGaps(gaps: readonly Gap[]): readonly Gap[] {
  const distinct = new Map<string, Gap>();
  for (const gap of gaps) {
    const key = `${gap.what}\n${gap.namespace ?? ''}\n${gap.reason}\n${gap.message}`;
    if (!distinct.has(key)) distinct.set(key, gap);
  }
  return [...distinct.values()];
}

/** The gaps, each once; a kind that cannot be read hides the references to it and the objects that refer by it. */
export function documentGaps(gaps: readonly Gap[]): readonly DocumentGap[] {
  return distinctGaps(gaps).map(({ what, kind, namespace, reason, message }) => {
    return { kind: what, namespace, reason, message, affects: affectedBy(kind) };
  });
}

function affectedBy(kind: string | undefined): readonly string[] {
  if (kind === undefined) return [];
  if (kind.endsWith('Route')) return ['listeners.attachedRoutes', 'related'];
  if (kind.endsWith('Policy')) return ['policies'];
  switch (kind) {
    case 'Event':
      return ['events'];
    case 'ListenerSet':
    case 'XListenerSet':
      return ['attachedListenerSets', 'related'];
    case 'Gateway':
    case 'Namespace':
    case 'ReferenceGrant':
      return ['attachments', 'listeners', 'related'];
    case 'CustomResourceDefinition':
      return ['policies'];
    default:
      return ['attachments.resolvedRefs', 'listeners.resolvedRefs', 'related'];
  }
}
