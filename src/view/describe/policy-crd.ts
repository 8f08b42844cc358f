import { compareText } from '../../model/compare-text.ts';
import { BUNDLE_VERSION_ANNOTATION, CHANNEL_ANNOTATION } from '../../gateway-api/kinds.ts';
import { annotationsOf, namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readRecords, readString, readStrings } from '../../model/read.ts';
import type { PolicyEvidence, PolicyKind } from '../../policy/policy-kind.ts';
import type { Block } from '../description.ts';
import { cut, field, table } from './blocks.ts';
import type { DescribeContext } from './context.ts';
import { policyMergeBlocks } from './policy-merge.ts';
import type { DescribeView } from './view.ts';

const MOST_NAMESPACES = 25;

const EVIDENCE: Readonly<Record<PolicyEvidence, string>> = {
  user: 'it is in your own catalogue',
  label: 'its CRD has the policy label',
  specification: 'the specification defines it',
  catalogue: 'it is in the built-in catalogue',
  heuristic: 'its schema has targetRefs',
};

/** The CRD of a policy, never its schema: what kind of policy it defines, and where its instances are. */
export const policyCrdView: DescribeView = {
  blocks: (crd, context) => {
    const kind = context.policyKinds.find(({ crdName }) => crdName === crd.metadata.name);
    return [
      ...kindBlocks(crd, kind),
      ...field(
        'Scope',
        readString(readPath(crd, 'spec', 'scope')) ?? (kind?.namespaced === false ? 'Cluster' : kind && 'Namespaced'),
      ),
      ...(kind === undefined ? [] : policyMergeBlocks(kind)),
      ...versionBlocks(crd),
      ...field('Bundle', bundleText(crd)),
      ...(kind === undefined ? [] : instanceBlocks(kind, context)),
    ];
  },
  // What the CRD says to the API server alone (names, conversion, schemas, printer columns) is no matter of policies.
  known: { spec: true, status: true },
  ownStatus: true,
};

function kindBlocks(crd: KubernetesObject, kind: PolicyKind | undefined): readonly Block[] {
  const name = readString(readPath(crd, 'spec', 'names', 'kind')) ?? kind?.kind;
  const targets = kind?.targets.map((target) => `${target.kind}${target.group === '' ? '' : `.${target.group}`}`) ?? [];
  return [
    ...field(
      'Defines',
      name === undefined ? undefined : `${name}.${crd.metadata.name.slice(crd.metadata.name.indexOf('.') + 1)}`,
    ),
    ...field('Policy Type', kind?.class),
    ...field('Policy Because', kind === undefined ? undefined : EVIDENCE[kind.evidence]),
    ...field('Targets', targets),
    ...field('Short Names', readStrings(readPath(crd, 'spec', 'names', 'shortNames')).join(', ') || undefined),
  ];
}

function versionBlocks(crd: KubernetesObject): readonly Block[] {
  const versions = readRecords(readPath(crd, 'spec', 'versions')).map((version) => {
    const notes = [
      ...(version['served'] === false ? ['not served'] : []),
      ...(version['storage'] === true ? ['stored'] : []),
      ...(version['deprecated'] === true ? ['deprecated'] : []),
    ];
    return `${readString(version['name']) ?? '?'}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
  });
  return field('Versions', versions.length === 0 ? undefined : versions.join(', '));
}

function bundleText(crd: KubernetesObject): string | undefined {
  const annotations = annotationsOf(crd);
  const [version, channel] = [annotations.get(BUNDLE_VERSION_ANNOTATION), annotations.get(CHANNEL_ANNOTATION)];
  const text = [version, channel].filter((part) => part !== undefined).join(', ');
  return text === '' ? undefined : text;
}

function instanceBlocks(kind: PolicyKind, { snapshot, command }: DescribeContext): readonly Block[] {
  const instances = snapshot.list(kind);
  if (!snapshot.isComplete(kind) && instances.length === 0) {
    return field('Instances', { text: 'unknown (could not be read)', tone: 'muted' });
  }
  if (!kind.namespaced || instances.length === 0) return field('Instances', String(instances.length));
  const counts = new Map<string, number>();
  for (const instance of instances) {
    const namespace = namespaceOf(instance) ?? '';
    counts.set(namespace, (counts.get(namespace) ?? 0) + 1);
  }
  const { shown, left } = cut(
    [...counts].toSorted(([a], [b]) => compareText(a, b)),
    MOST_NAMESPACES,
  );
  const [block] = table(`Instances (${instances.length})`, shown, [
    { name: 'NAMESPACE', cell: ([namespace]) => namespace },
    { name: 'COUNT', cell: ([, count]) => String(count) },
  ]);
  if (block === undefined) return [];
  return [{ ...block, more: left === 0 ? undefined : `${left} more: ${command(`get ${kind.crdName} -A`)}` }];
}
