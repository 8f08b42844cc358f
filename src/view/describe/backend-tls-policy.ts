import { readBackendTrust } from '../../gateway-api/backend-tls-policy.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath, readRecord, readRecords, readString } from '../../model/read.ts';
import type { Block } from '../description.ts';
import { field, lines } from './blocks.ts';
import type { DescribeContext } from './context.ts';
import { ancestorBlocks, classBlocks, targetBlocks } from './policy.ts';
import { policyEffectBlocks } from './policy-effects.ts';
import { referenceLines } from './reference.ts';
import type { DescribeView } from './view.ts';
import { scalarText } from './scalar-text.ts';

const CA_REFS = { group: true, kind: true, namespace: true, name: true } as const;
const VALIDATION_FIELDS = {
  hostname: true,
  caCertificateRefs: CA_REFS,
  caCertRefs: CA_REFS,
  wellKnownCACertificates: true,
  wellKnownCACerts: true,
  subjectAltNames: { type: true, hostname: true, uri: true },
} as const;
const TARGET = { group: true, kind: true, namespace: true, name: true, sectionName: true } as const;

/** BackendTLSPolicy of every version: `tls` with its field names until v1.0, `validation` since (semantics.md 1.4). */
export const backendTlsPolicyView: DescribeView = {
  blocks: (policy, context) => [
    ...classBlocks(policy, context),
    ...targetBlocks(policy, context),
    ...validationBlocks(policy, context),
    ...ancestorBlocks(policy, context),
    ...policyEffectBlocks(policy, context),
  ],
  known: {
    spec: {
      targetRef: TARGET,
      targetRefs: TARGET,
      validation: VALIDATION_FIELDS,
      tls: VALIDATION_FIELDS,
      options: true,
    },
    status: { ancestors: { ancestorRef: true, controllerName: true, conditions: true }, conditions: true },
  },
};

function validationBlocks(policy: KubernetesObject, context: DescribeContext): readonly Block[] {
  const { validation, wellKnown } = readBackendTrust(policy);
  const names = readRecords(validation['subjectAltNames']).map((entry) => {
    const value = readString(entry['hostname']) ?? readString(entry['uri']) ?? '?';
    return `${readString(entry['type']) ?? 'Hostname'} ${value}`;
  });
  const options = Object.entries(readRecord(readPath(policy, 'spec', 'options'))).map(
    ([key, value]) => `${key}=${scalarText(value)}`,
  );
  return [
    // With subjectAltNames the hostname is SNI only (semantics.md 5.10).
    ...field(names.length === 0 ? 'Hostname' : 'SNI', readString(validation['hostname'])),
    ...field('Alternative Names', names),
    ...lines('CA Certificates', referenceLines(policy, 'ca', context)),
    ...field('Well-Known CA', wellKnown),
    ...field('Options', options),
  ];
}
