import { nearestName } from '../model/near-name.ts';
import type { Judgement, JudgedViolation, NextRelease, UnevaluatedRule, UnknownField } from '../model/judgement.ts';
import { groupOf, isManifest, versionOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import type { Violation } from '../model/violation.ts';
import { releaseAfter } from './bundled-crds.ts';
import { CrdSchemas, schemasBefore } from './crd-schemas.ts';
import type { ServedSchemas } from './crd-schemas.ts';
import type { ReleaseChoice } from '../model/release-choice.ts';
import { unknownFields } from './unknown-fields.ts';
import type { StrangeField } from './unknown-fields.ts';
import { openValidator } from './validator.ts';
import type { Validator } from './validator.ts';

/** Says of objects that no server has taken yet whether one would. */
export interface Admission {
  /** Why a server would refuse the object; empty where it would take it, and where nobody here knows. */
  violationsOf(object: KubernetesObject): readonly Violation[];
  /** The same, with what the server would drop, and the rules that could not be evaluated. */
  judge(object: KubernetesObject): Judgement;
}

/** How to judge. */
export interface AdmissionOptions {
  /** The release that counts where no CRD at hand says which. */
  readonly choice?: ReleaseChoice | undefined;
  /** Which objects are judged; without it those that no server has stored yet. */
  readonly judges?: ((object: KubernetesObject) => boolean) | undefined;
}

/**
 * Opens the check of manifests that an API server makes: by the CRDs at hand, else by those of a bundled release of the
 * Gateway API (crd-schemas.ts says which). Where the channel is not known, an object that one of them takes is not refused.
 */
export function openAdmission(crds: readonly unknown[], options: AdmissionOptions = {}): Admission {
  const { choice, judges = isManifest } = options;
  const schemas = new CrdSchemas(crds, choice);
  const validator = openValidator();
  const known = new WeakMap<KubernetesObject, Findings>();
  const find = (object: KubernetesObject): Findings => {
    const found = known.get(object) ?? findIn(object, schemas, validator, judges);
    known.set(object, found);
    return found;
  };
  const nextSchemas = new Map<string, CrdSchemas>();
  const next = (object: KubernetesObject, now: Findings, dropped: readonly UnknownField[]): NextRelease | undefined => {
    const { release: installed = '', channel } = now.served?.installed ?? {};
    const release = releaseAfter(installed);
    if (release === undefined || now.violations.length > 0) return undefined;
    const key = `${release} ${channel ?? ''}`;
    const there = nextSchemas.get(key) ?? new CrdSchemas([], { release, channel });
    nextSchemas.set(key, there);
    const { violations, served } = findIn(object, there, validator, judges);
    const isDropped = new Set(dropped.map(({ path }) => path));
    const unknown = served === undefined ? [] : droppedFields(object, served);
    const dropsMore = unknown.filter(({ path }) => !isDropped.has(path));
    if (violations.length + dropsMore.length === 0) return undefined;
    return { release, violations, unknownFields: dropsMore };
  };
  return {
    violationsOf: (object) =>
      find(object).violations.map(({ path, message, release }) =>
        release === undefined ? { path, message } : { path, message, release },
      ),
    judge(object) {
      const found = find(object);
      const { violations, unevaluated, served } = found;
      if (served === undefined) return { violations, unevaluated, unknownFields: [] };
      const dropped = droppedFields(object, served);
      const { version } = served;
      return { violations, unevaluated, unknownFields: dropped, version, next: next(object, found, dropped) };
    },
  };
}

type Judges = (object: KubernetesObject) => boolean;

interface Findings {
  readonly violations: readonly JudgedViolation[];
  readonly unevaluated: readonly UnevaluatedRule[];
  /** The schemas that the object was held against; undefined where it was not. */
  readonly served: ServedSchemas | undefined;
}

const NOT_JUDGED: Findings = { violations: [], unevaluated: [], served: undefined };

function findIn(object: KubernetesObject, schemas: CrdSchemas, validator: Validator, judges: Judges): Findings {
  const version = versionOf(object.apiVersion);
  const found = schemas.find({ group: groupOf(object.apiVersion), kind: object.kind }, version);
  const { served, release } = found;
  if (served !== undefined && !served.includes(version)) {
    const words = served.length === 0 ? 'no version' : served.join(', ');
    const message = `version ${version} is not served: the CRD serves ${words}`;
    return { ...NOT_JUDGED, violations: [{ path: 'apiVersion', message, by: 'version' }] };
  }
  if (!judges(object)) return NOT_JUDGED;
  const violations: (readonly JudgedViolation[])[] = [];
  // What one channel takes need not be held against the other; most of what is written is taken.
  for (const { schema } of found.schemas.toReversed()) {
    const ofChannel = validator.check(schema, object);
    if (ofChannel.violations.length === 0) {
      return { violations: [], unevaluated: ofChannel.unevaluated, served: found };
    }
    violations.unshift(ofChannel.violations);
  }
  if (violations.length === 0 || isTemplate(object)) return { ...NOT_JUDGED, served: found };
  const refused = inEveryChannel(violations).map((violation) => ({ ...violation, release }));
  return { violations: refused, unevaluated: [], served: found };
}

/** The fields that every schema in question drops. */
function droppedFields(
  object: KubernetesObject,
  { schemas, release, installed }: ServedSchemas,
): readonly UnknownField[] {
  if (isTemplate(object)) return [];
  // The last knows the most fields.
  const last = schemas.at(-1);
  const dropped = last === undefined ? [] : unknownFields(last.schema, object);
  if (last === undefined || dropped.length === 0) return [];
  const { experimental } = last;
  const toExperiments = pathsOf(experimental === undefined ? dropped : unknownFields(experimental, object));
  const type = { group: groupOf(object.apiVersion), kind: object.kind };
  const before = release ?? installed?.release ?? '';
  const older = [...schemasBefore(before, type, versionOf(object.apiVersion))].map((one) => ({
    release: one.release,
    unknown: pathsOf(unknownFields(one.schema, object)),
  }));
  return dropped.map(({ path, name, known }) => ({
    path,
    isExperimental: !toExperiments.has(path),
    release,
    knownUntil: older.find(({ unknown }) => !unknown.has(path))?.release,
    near: nearestName(name, [...known]),
  }));
}

function pathsOf(fields: readonly StrangeField[]): ReadonlySet<string> {
  return new Set(fields.map(({ path }) => path));
}

/** Whether a value waits for something that fills it in, as Flux and envsubst do: `shop.${DOMAIN}`. */
function isTemplate(object: KubernetesObject): boolean {
  return /\$\{\w/.test(JSON.stringify(object));
}

/** What every channel has against an object; where they differ, what the last has, which knows the most fields. */
function inEveryChannel(channels: readonly (readonly JudgedViolation[])[]): readonly JudgedViolation[] {
  const last = channels.at(-1) ?? [];
  const isSaid = (violation: Violation): boolean =>
    channels.every((one) => one.some(({ path, message }) => path === violation.path && message === violation.message));
  const common = last.filter(isSaid);
  return common.length > 0 ? common : last;
}
