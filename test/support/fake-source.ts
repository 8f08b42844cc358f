import { GATEWAY_API_TYPES, NAMESPACE, POLICY_LABEL, SECRET } from '../../src/gateway-api/kinds.ts';
import { ServerError } from '../../src/model/errors.ts';
import type { Gap } from '../../src/model/gap.ts';
import { matchLabelSelector, parseLabelSelector } from '../../src/model/label-selector.ts';
import { labelsOf, namespaceOf } from '../../src/model/object.ts';
import type { KubernetesObject } from '../../src/model/object.ts';
import { groupKindOf, sameGroupKind } from '../../src/model/ref.ts';
import { qualifiedName } from '../../src/model/resource-type.ts';
import type { ResourceCatalog, ResourceType } from '../../src/model/resource-type.ts';
import type { AskedSource } from './run-verb.ts';
import type { GetQuery, ListQuery, ServerColumn, ServerTable, Source } from '../../src/model/source.ts';

/** A source over objects in memory that writes down what it was asked and fails where told. */
export interface FakeSource extends AskedSource {
  /** `list httproutes in shop`, `get gateways/web in shop`, `table configmaps in all`: in the order of asking. */
  readonly asked: () => readonly string[];
}

/** What the fake holds. */
export interface Fake {
  readonly objects?: readonly KubernetesObject[];
  /** Errors by plural, or by `plural in NAMESPACE`, in place of an answer. */
  readonly errors?: Readonly<Record<string, unknown>>;
  readonly pageSize?: number;
  readonly gaps?: readonly Gap[];
  readonly kind?: Source['kind'];
  /** The server's columns by plural. */
  readonly columns?: Readonly<Record<string, readonly ServerColumn[]>>;
  /** The types that are served, first from the cache and then afresh; all of them unless told. */
  readonly catalogs?: readonly ResourceCatalog[];
  readonly cells?: (object: KubernetesObject) => readonly unknown[];
}

const PLAIN = {
  shortNames: [],
  categories: [],
  verbs: ['get', 'list'],
  versions: ['v1'],
  subresources: [],
  version: 'v1',
};

/** The Gateway API, and what stands around it. */
export const TYPES: readonly ResourceType[] = [
  { ...PLAIN, ...NAMESPACE, plural: 'namespaces', singular: 'namespace', namespaced: false, shortNames: ['ns'] },
  {
    ...PLAIN,
    group: '',
    kind: 'Service',
    plural: 'services',
    singular: 'service',
    namespaced: true,
    shortNames: ['svc'],
  },
  {
    ...PLAIN,
    group: '',
    kind: 'ConfigMap',
    plural: 'configmaps',
    singular: 'configmap',
    namespaced: true,
    shortNames: ['cm'],
  },
  { ...PLAIN, ...SECRET, plural: 'secrets', singular: 'secret', namespaced: true },
  {
    ...PLAIN,
    group: 'apiextensions.k8s.io',
    kind: 'CustomResourceDefinition',
    plural: 'customresourcedefinitions',
    singular: 'customresourcedefinition',
    namespaced: false,
    shortNames: ['crd'],
  },
  {
    ...PLAIN,
    group: 'x.io',
    kind: 'TimeoutPolicy',
    plural: 'timeoutpolicies',
    singular: 'timeoutpolicy',
    namespaced: true,
  },
  ...GATEWAY_API_TYPES,
];

/** The CRD that says: TimeoutPolicy is a policy. */
export const TIMEOUT_CRD: KubernetesObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'timeoutpolicies.x.io', labels: { [POLICY_LABEL]: 'Inherited' } },
};

/** The API server's answer to somebody who may not. */
export function forbidden(what: string): ServerError {
  return new ServerError(403, 'Forbidden', `${what} is forbidden: User "u" cannot list resource`);
}

/** Opens a fake. */
export function openFake(fake: Fake): FakeSource {
  const { objects = [], errors = {}, pageSize = 500, gaps = [], kind = 'live' } = fake;
  const asked: string[] = [];
  const fail = (type: ResourceType, namespace: string | undefined): void => {
    for (const key of [`${type.plural} in ${namespace ?? 'all'}`, type.plural]) {
      if (Object.hasOwn(errors, key)) throw errors[key];
    }
  };
  const ask = (what: string, type: ResourceType, namespace: string | undefined): void => {
    asked.push(`${what} in ${namespace ?? 'all'}`);
    fail(type, namespace);
  };
  const select = ({ type, namespace, labelSelector }: ListQuery): readonly KubernetesObject[] =>
    objects.filter(
      (object) =>
        sameGroupKind(groupKindOf(object), type) &&
        (namespace === undefined || namespaceOf(object) === namespace) &&
        (labelSelector === undefined || matchLabelSelector(parseLabelSelector(labelSelector), labelsOf(object))),
    );
  const find = ({ type, namespace, name }: GetQuery): KubernetesObject => {
    const found = select({ type, namespace }).find(({ metadata }) => metadata.name === name);
    if (found === undefined) throw new ServerError(404, 'NotFound', `${qualifiedName(type)} "${name}" not found`);
    return found;
  };
  const tableOf = (type: ResourceType, rows: readonly KubernetesObject[]): ServerTable => ({
    columns: fake.columns?.[type.plural] ?? [{ name: 'Name', type: 'string', priority: 0 }],
    rows: rows.map((object) => ({ cells: fake.cells?.(object) ?? [object.metadata.name], object })),
  });
  async function* pagesOf(query: ListQuery): AsyncGenerator<readonly KubernetesObject[]> {
    const selected = select(query);
    for (let at = 0; at < selected.length; at += pageSize) yield selected.slice(at, at + pageSize);
  }
  return {
    kind,
    defaultNamespace: 'default',
    asked: () => asked,
    async catalog(options) {
      const fresh = options?.refresh === true;
      if (fresh) asked.push('refresh');
      return fake.catalogs?.at(fresh ? -1 : 0) ?? { types: TYPES, gaps: [] };
    },
    async *list(query) {
      ask(`list ${query.type.plural}${query.metadataOnly === true ? ' (metadata)' : ''}`, query.type, query.namespace);
      yield* pagesOf(query);
    },
    async get(query) {
      ask(`get ${query.type.plural}/${query.name}`, query.type, query.namespace);
      return find(query);
    },
    async *listTable(query) {
      ask(`table ${query.type.plural}`, query.type, query.namespace);
      for await (const page of pagesOf(query)) yield tableOf(query.type, page);
    },
    async getTable(query) {
      ask(`table ${query.type.plural}/${query.name}`, query.type, query.namespace);
      return tableOf(query.type, [find(query)]);
    },
    watch: () => {
      throw new Error('not asked for here');
    },
    watchTable: () => {
      throw new Error('not asked for here');
    },
    version: async () => undefined,
    gaps: () => gaps,
    close: () => undefined,
  };
}
