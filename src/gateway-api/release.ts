import { BUNDLE_VERSION_ANNOTATION, CHANNEL_ANNOTATION, isGatewayApiGroup } from './kinds.ts';
import { annotationsOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';

/** CRDs of the Gateway API that carry the same release and channel. */
export interface Bundle {
  /** `v1.7.0`; undefined where a CRD does not say. */
  readonly version: string | undefined;
  /** `standard` or `experimental`; undefined where a CRD does not say. */
  readonly channel: string | undefined;
  /** Names of the CRDs, sorted. */
  readonly crds: readonly string[];
}

/** The group of a CRD by its name `plural.group`. */
export function groupOfCrd(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}

/**
 * The releases of the Gateway API that the CRDs carry (semantics.md 1.3), the largest first. More than one is a
 * misconfiguration that a reader should see.
 */
export function findBundles(crds: readonly KubernetesObject[]): readonly Bundle[] {
  const bundles = new Map<string, { version: string | undefined; channel: string | undefined; crds: string[] }>();
  for (const crd of crds) {
    const name = crd.metadata.name;
    if (!isGatewayApiGroup(groupOfCrd(name))) continue;
    const annotations = annotationsOf(crd);
    const version = annotations.get(BUNDLE_VERSION_ANNOTATION);
    const channel = annotations.get(CHANNEL_ANNOTATION);
    const key = `${version ?? ''} ${channel ?? ''}`;
    const bundle = bundles.get(key);
    if (bundle === undefined) bundles.set(key, { version, channel, crds: [name] });
    else bundle.crds.push(name);
  }
  return [...bundles.values()]
    .map((bundle) => ({ ...bundle, crds: bundle.crds.toSorted() }))
    .toSorted((a, b) => b.crds.length - a.crds.length);
}

/** Whether a release is newer than another: `v1.10.0` than `v1.9.2`. What is no version is not. */
export function isNewerRelease(release: string, other: string): boolean {
  const [one, two] = [numbersOf(release), numbersOf(other)];
  const at = one.findIndex((number, index) => number !== two[index]);
  return at >= 0 && two.length > 0 && (one[at] ?? 0) > (two[at] ?? 0);
}

function numbersOf(release: string): readonly number[] {
  return /^v?(\d+)\.(\d+)\.(\d+)/.exec(release)?.slice(1).map(Number) ?? [];
}
