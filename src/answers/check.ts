import { statusOfObject } from '../analysis/reported-status.ts';
import type { Check, CheckReport, CheckSection, CheckState } from '../documents/check-report.ts';
import { GATEWAY, GATEWAY_API_TYPES, GATEWAY_CLASS, HTTP_ROUTE, isGatewayApiGroup } from '../gateway-api/kinds.ts';
import { isFromServer } from '../graph/status/drift.ts';
import { findBundles, groupOfCrd } from '../gateway-api/release.ts';
import { findCondition } from '../model/conditions.ts';
import { readObjectConditions } from '../gateway-api/gateway.ts';
import type { Gap } from '../model/gap.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readBoolean, readPath, readRecords, readString, readStrings } from '../model/read.ts';
import type { GroupKind } from '../model/ref.ts';
import { sameGroupKind } from '../model/ref.ts';
import { qualifiedName } from '../model/resource-type.ts';
import type { ResourceCatalog, ResourceType } from '../model/resource-type.ts';
import { implementationOf } from '../routing/implementations/index.ts';
import { documentGap } from '../view/document-gaps.ts';
import { READINESS } from '../view/say/readiness.ts';
import type { ReadinessArguments, ReadinessId } from '../view/say/readiness.ts';
import { upgradeChecks } from './upgrade-checks.ts';
import type { UpgradeInput } from './upgrade-checks.ts';
import { withoutAbsent } from '../view/without-absent.ts';

/** What was read of a cluster, or of its dump. */
export interface ReadinessInput {
  readonly kind: 'live' | 'files';
  readonly catalog: ResourceCatalog;
  /** The CRDs of the Gateway API, whole where they could be read so; or why they could not be read. */
  readonly crds: readonly KubernetesObject[] | Gap;
  /** Of CRDs of which only the metadata is there, why. */
  readonly partly: ReadonlyMap<string, Gap>;
  readonly classes: readonly KubernetesObject[] | Gap;
  /** Live only. */
  readonly permissions: readonly Permission[];
  /** Where an upgrade is asked about. */
  readonly upgrade?: UpgradeInput | undefined;
  readonly gaps: readonly Gap[];
}

/** What the server says to one right to read. */
export interface Permission {
  readonly verb: string;
  readonly type: ResourceType;
  /** Without it, what was asked about is not answered, rather than something beside it. */
  readonly isNeeded: boolean;
  /** `part`: in one namespace only. */
  readonly answer: 'all' | 'part' | 'none' | 'unknown';
  /** Of `part`. */
  readonly namespace: string;
  /** Of `unknown`. */
  readonly because?: string | undefined;
}

/** The kinds without which nothing works. */
const NEEDED: readonly GroupKind[] = [GATEWAY_CLASS, GATEWAY, HTTP_ROUTE];

/** The newest release that is known, by its minor version. */
const KNOWN = { major: 1, minor: 7 } as const;

/** Whether a cluster is ready: CRDs, controllers, and what one may read. */
export function checkReport(input: ReadinessInput, say: SayCheck): CheckReport {
  const checks = [
    ...crdChecks(input, say),
    ...classChecks(input, say),
    ...input.permissions.map((one) => permissionCheck(one, say)),
    ...(input.upgrade === undefined ? [] : upgradeChecks(input.upgrade, say)),
  ];
  const count = (state: CheckState): number => checks.filter((one) => one.state === state).length;
  return {
    apiVersion: 'gwctl.dev/v1alpha1',
    kind: 'CheckReport',
    checks,
    summary: {
      passed: count('passed'),
      warning: count('warning'),
      failed: count('failed'),
      unknown: count('unknown'),
    },
    gaps: [...input.gaps, ...(input.upgrade?.gaps ?? [])].map((gap) => documentGap(gap, ['checks'])),
  };
}

/** Makes a check with what is said of it. */
export type SayCheck = <Id extends ReadinessId>(
  section: CheckSection,
  state: CheckState,
  id: Id,
  args: ReadinessArguments[Id],
  subject?: string,
) => Check;

/** How checks are said. @param program how gwctl was started. */
export function checksFor(program: string): SayCheck {
  return (section, state, id, args, subject) => {
    const { message, hint } = READINESS[id](args, program);
    return withoutAbsent({ section, id, subject, state, message, hint });
  };
}

function crdChecks({ kind, catalog, crds, partly }: ReadinessInput, say: SayCheck): readonly Check[] {
  // Who may not read CRDs still sees which kinds the server serves.
  if (kind === 'live' && !isAnyServed(catalog)) return [say('crds', 'failed', 'noCrds', {})];
  if (isGap(crds))
    return [say('crds', 'unknown', 'crdsUnread', { because: crds.message }), ...servedChecks(catalog, say)];
  const own = crds.filter((crd) => isGatewayApiGroup(groupOfCrd(crd.metadata.name)));
  if (own.length === 0) {
    return [kind === 'files' ? say('crds', 'unknown', 'noCrdsInFiles', {}) : say('crds', 'failed', 'noCrds', {})];
  }
  return [...bundleChecks(own, say), ...servedChecks(catalog, say), ...storedChecks(own, partly, say)];
}

function bundleChecks(crds: readonly KubernetesObject[], say: SayCheck): readonly Check[] {
  const bundles = findBundles(crds);
  const [first] = bundles;
  if (first === undefined) return [];
  const { version, channel } = first;
  const newest = bundles.map((bundle) => bundle.version).find(isNewer);
  return [
    bundles.length === 1
      ? say('crds', 'passed', 'installed', { count: crds.length, version, channel })
      : say('crds', 'warning', 'mixed', { bundles }),
    ...(newest === undefined
      ? []
      : [say('crds', 'warning', 'newer', { version: newest, known: `v${KNOWN.major}.${KNOWN.minor}` })]),
  ];
}

function isNewer(version: string | undefined): boolean {
  const [, major = 0, minor = 0] = (/^v(\d+)\.(\d+)\./.exec(version ?? '') ?? []).map(Number);
  return major > KNOWN.major || (major === KNOWN.major && minor > KNOWN.minor);
}

function isAnyServed({ types, gaps }: ResourceCatalog): boolean {
  return types.some((type) => isGatewayApiGroup(type.group) && type.held !== false) || gaps.length > 0;
}

function servedChecks({ types }: ResourceCatalog, say: SayCheck): readonly Check[] {
  const isServed = (kind: GroupKind): boolean => types.some((type) => sameGroupKind(type, kind) && type.held !== false);
  const missing = GATEWAY_API_TYPES.filter(
    (type) => NEEDED.some((kind) => sameGroupKind(kind, type)) && !isServed(type),
  );
  if (missing.length > 0) {
    return missing.map((type) =>
      say('crds', 'failed', 'notServed', { name: qualifiedName(type) }, qualifiedName(type)),
    );
  }
  const count = types.filter((type) => isGatewayApiGroup(type.group) && type.held !== false).length;
  return [say('crds', 'passed', 'served', { count })];
}

/** Versions in which objects may be stored (`status.storedVersions`) and that the CRD does not serve or store any more. */
function storedChecks(
  crds: readonly KubernetesObject[],
  partly: ReadonlyMap<string, Gap>,
  say: SayCheck,
): readonly Check[] {
  let fine = 0;
  const faults = crds.flatMap((crd): readonly Check[] => {
    const { name } = crd.metadata;
    const gap = partly.get(name);
    if (gap !== undefined) return [say('crds', 'unknown', 'storedUnread', { name, because: gap.message }, name)];
    const versions = readRecords(readPath(crd, 'spec', 'versions'));
    const stored = readStrings(readPath(crd, 'status', 'storedVersions'));
    const served = new Set(versions.filter((version) => readBoolean(version['served']) === true).map(versionName));
    const storage = versions.filter((version) => readBoolean(version['storage']) === true).map(versionName)[0];
    // A manifest of a CRD has no status.
    if (storage === undefined || stored.length === 0) return [];
    const unserved = stored.filter((version) => !served.has(version));
    const old = stored.filter((version) => served.has(version) && version !== storage);
    if (unserved.length > 0) {
      return [say('crds', 'warning', 'storedUnserved', { name, versions: unserved }, name)];
    }
    if (old.length > 0) return [say('crds', 'warning', 'storedOld', { name, versions: old, storage }, name)];
    fine++;
    return [];
  });
  return fine === 0 ? faults : [say('crds', 'passed', 'stored', { count: fine }), ...faults];
}

function versionName(version: Readonly<Record<string, unknown>>): string {
  return readString(version['name']) ?? '';
}

function classChecks({ kind, catalog, classes }: ReadinessInput, say: SayCheck): readonly Check[] {
  if (isGap(classes)) return [say('controllers', 'unknown', 'classesUnread', { because: classes.message })];
  if (classes.length > 0) return classes.map((one) => classCheck(one, say));
  // Without its CRD there can be no class; files are part of a cluster.
  const isServed = catalog.types.some((type) => sameGroupKind(type, GATEWAY_CLASS) && type.held !== false);
  return isServed ? [say('controllers', kind === 'files' ? 'unknown' : 'failed', 'noClasses', {})] : [];
}

function classCheck(object: KubernetesObject, say: SayCheck): Check {
  const { name } = object.metadata;
  const controller = readString(readPath(object, 'spec', 'controllerName')) ?? '<none>';
  const condition = findCondition(readObjectConditions(object), 'Accepted');
  const about = (state: CheckState, id: 'pending' | 'stale'): Check =>
    say('controllers', state, id, { name, controller }, name);
  if (!isFromServer(object) && condition === undefined) {
    return say('controllers', 'unknown', 'unreported', { name, controller }, name);
  }
  switch (statusOfObject(object, 'Accepted')) {
    case 'True':
      return say(
        'controllers',
        'passed',
        'accepted',
        { name, controller, implementation: implementationOf(controller)?.name },
        name,
      );
    case 'False':
      return say(
        'controllers',
        'failed',
        'refused',
        { name, controller, reason: condition?.reason ?? '', message: condition?.message ?? '' },
        name,
      );
    case 'Stale':
      return about('warning', 'stale');
    case 'Pending':
    case 'Unknown':
    case 'Partial':
      return about('failed', 'pending');
  }
}

function permissionCheck({ verb, type, isNeeded, answer, namespace, because = '' }: Permission, say: SayCheck): Check {
  const resource = qualifiedName(type);
  switch (answer) {
    case 'all':
      return say('permissions', 'passed', 'mayRead', { verb, resource }, resource);
    case 'part':
      return say('permissions', 'warning', 'mayReadPart', { verb, resource, namespace }, resource);
    case 'none':
      return say('permissions', isNeeded ? 'failed' : 'warning', 'mayNotRead', { verb, resource, isNeeded }, resource);
    case 'unknown':
      return say('permissions', 'unknown', 'mayUnknown', { because }, resource);
  }
}

function isGap(value: readonly KubernetesObject[] | Gap): value is Gap {
  return 'what' in value;
}
