import type { Gap } from '../model/gap.ts';
import type { DocumentGap } from '../documents/gap.ts';

/** The gaps, each once; a kind that cannot be read hides the references to it and the objects that refer by it. */
export function documentGaps(gaps: readonly Gap[]): readonly DocumentGap[] {
  const distinct = new Map<string, DocumentGap>();
  for (const { what, kind, namespace, reason, message } of gaps) {
    const key = `${what}\n${namespace ?? ''}\n${reason}\n${message}`;
    if (!distinct.has(key)) distinct.set(key, { kind: what, namespace, reason, message, affects: affectedBy(kind) });
  }
  return [...distinct.values()];
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
