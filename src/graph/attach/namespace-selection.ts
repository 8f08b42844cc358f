import { matchLabelSelectorObject } from '../../model/label-selector.ts';
import { NAMESPACE } from '../../gateway-api/kinds.ts';
import type { Fact, NamespaceRefusal } from '../../model/fact.ts';
import { labelsOf } from '../../model/object.ts';
import { isRecord, readRecord, readRecords, readString, readStrings } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { rememberEach } from '../remember.ts';

/** The label that Kubernetes sets on every Namespace. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

/** Which namespaces are allowed: `allowedRoutes.namespaces` of a listener, `allowedListeners.namespaces` of a Gateway. */
export interface NamespaceSelection {
  /** Same, All, Selector or None. */
  readonly from: string;
  readonly selector: unknown;
}

/** Whether a namespace is allowed, and why not, or why that is unknown. */
export type Admission =
  | { readonly state: 'yes' }
  | { readonly state: 'no'; readonly refusal: NamespaceRefusal }
  | { readonly state: 'unknown'; readonly because: Fact };

const YES: Admission = { state: 'yes' };

/**
 * Whether a selection lets a namespace in (semantics.md 2.4). Labels that could not be read make the answer unknown,
 * except where the name alone decides.
 * @param own the namespace of the object that holds the selection: what Same means.
 * @param namespace where the route or ListenerSet stands.
 */
export function admitNamespace(
  snapshot: Snapshot,
  { from, selector }: NamespaceSelection,
  own: string | undefined,
  namespace: string | undefined,
): Admission {
  switch (from) {
    case 'All':
      return YES;
    case 'Same':
      return own === namespace
        ? YES
        : { state: 'no', refusal: { by: 'Same', own: own ?? '', namespace: namespace ?? '' } };
    case 'None':
      return { state: 'no', refusal: { by: 'None' } };
    case 'Selector':
      return admitBySelector(snapshot, selector, namespace ?? '');
    default:
      return { state: 'unknown', because: { code: 'unknownNamespacesFrom', from } };
  }
}

/** The namespaces that a selector selects, and why there may be more of them. */
export interface SelectedNamespaces {
  readonly names: readonly string[];
  readonly because: Fact | undefined;
}

/** The namespaces that a selector selects: of those that were read, and of those whose names it spells. */
export function selectNamespaces(snapshot: Snapshot, selector: unknown): SelectedNamespaces {
  return isRecord(selector) ? selections(snapshot, selector) : { names: [], because: undefined };
}

const selections = rememberEach((snapshot: Snapshot, selector: JsonRecord): SelectedNamespaces => {
  const spelled = spelledNames(selector);
  const candidates = spelled ?? snapshot.list(NAMESPACE).map(({ metadata }) => metadata.name);
  const admitted = candidates.map((name) => ({ name, admission: admitBySelector(snapshot, selector, name) }));
  const unknown = admitted.find(({ admission }) => admission.state === 'unknown')?.admission;
  const names = admitted.filter(({ admission }) => admission.state === 'yes').map(({ name }) => name);
  if (unknown?.state === 'unknown') return { names, because: unknown.because };
  const isWhole = spelled !== undefined || snapshot.holdsAll(NAMESPACE);
  return { names, because: isWhole ? undefined : { code: 'namespacesNotRead' } };
});

/** The names that a selector requires a namespace to have one of; undefined where it requires none. */
function spelledNames(selector: JsonRecord): readonly string[] | undefined {
  const name = readString(readRecord(selector['matchLabels'])[NAME_LABEL]);
  if (name !== undefined) return [name];
  const one = readRecords(selector['matchExpressions']).find(
    ({ key, operator }) => key === NAME_LABEL && operator === 'In',
  );
  return one === undefined ? undefined : [...new Set(readStrings(one['values']))];
}

const admissions = rememberEach((_snapshot: Snapshot, _selector: JsonRecord) => new Map<string, Admission>());

function admitBySelector(snapshot: Snapshot, selector: unknown, namespace: string): Admission {
  // apimachinery: a nil selector selects nothing, an empty one everything.
  if (!isRecord(selector)) return { state: 'no', refusal: { by: 'absentSelector' } };
  const known = admissions(snapshot, selector);
  const before = known.get(namespace);
  if (before !== undefined) return before;
  const admission = evaluateSelector(snapshot, selector, namespace);
  known.set(namespace, admission);
  return admission;
}

function evaluateSelector(snapshot: Snapshot, selector: JsonRecord, namespace: string): Admission {
  const lookup = snapshot.find({ ...NAMESPACE, name: namespace });
  const labels = new Map(lookup.state === 'found' ? labelsOf(lookup.object) : []).set(NAME_LABEL, namespace);
  const decided = lookup.state === 'found' ? selector : ofName(selector);
  const matches = matchLabelSelectorObject(decided, labels);
  if (matches === undefined) return { state: 'unknown', because: { code: 'invalidNamespaceSelector' } };
  if (!matches) {
    const keys = lookup.state === 'found' ? keysOf(selector) : keysOf(selector).filter((key) => key === NAME_LABEL);
    const asked = keys.map((key) => [key, labels.get(key)] as const);
    return { state: 'no', refusal: { by: 'Selector', selector, namespace, labels: asked } };
  }
  if (lookup.state === 'found' || isOfNameOnly(selector)) return YES;
  const because = lookup.state === 'unknown' ? lookup.because : undefined;
  return { state: 'unknown', because: { code: 'labelsNotKnown', namespace, because } };
}

/** The part of a selector that the namespace's name decides. */
function ofName(selector: JsonRecord): JsonRecord {
  const labels = readRecord(selector['matchLabels']);
  return {
    matchLabels: Object.hasOwn(labels, NAME_LABEL) ? { [NAME_LABEL]: labels[NAME_LABEL] } : {},
    matchExpressions: readRecords(selector['matchExpressions']).filter(({ key }) => key === NAME_LABEL),
  };
}

function isOfNameOnly(selector: JsonRecord): boolean {
  return keysOf(selector).every((key) => key === NAME_LABEL);
}

function keysOf(selector: JsonRecord): readonly string[] {
  const keys = [
    ...Object.keys(readRecord(selector['matchLabels'])),
    ...readRecords(selector['matchExpressions']).map(({ key }) => readString(key) ?? ''),
  ];
  return [...new Set(keys)];
}
