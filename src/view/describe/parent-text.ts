import { parentOf } from '../../gateway-api/parent-ref.ts';
import type { ParentRef } from '../../gateway-api/parent-ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { objectText } from '../tables/object-text.ts';

/** A parentRef as `gateway/web#https:443`: section behind `#`, port behind `:`. */
export function parentText(parent: ParentRef, namespace: string | undefined): string {
  const section = parent.sectionName === undefined ? '' : `#${parent.sectionName}`;
  const port = parent.port === undefined ? '' : `:${parent.port}`;
  return `${objectText(parentOf(parent), namespace)}${section}${port}`;
}

/** A reference as `gateway/web#https`. */
export function refText(ref: ObjectRef, namespace: string | undefined): string {
  const section = ref.section === undefined ? '' : `#${ref.section}`;
  return `${objectText(ref, namespace)}${section}`;
}
