import { groupOf, isManifest, versionOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import type { Violation } from '../model/violation.ts';
import { CrdSchemas } from './crd-schemas.ts';
import { openValidator } from './validator.ts';

/** Says of objects that no server has taken yet whether one would. */
export interface Admission {
  /** Why a server would refuse the object; empty where it would take it, and where nobody here knows. */
  violationsOf(object: KubernetesObject): readonly Violation[];
}

/**
 * Opens the check of manifests that an API server makes: by the CRDs among them, else by those of the newest release of the
 * Gateway API. An object that one of the release's channels takes is not refused.
 */
export function openAdmission(crds: readonly unknown[]): Admission {
  const schemas = new CrdSchemas(crds);
  const validator = openValidator();
  return {
    violationsOf(object) {
      const version = versionOf(object.apiVersion);
      const {
        served,
        schemas: found,
        release,
      } = schemas.find({ group: groupOf(object.apiVersion), kind: object.kind }, version);
      if (served !== undefined && !served.includes(version)) {
        const words = served.length === 0 ? 'no version' : served.join(', ');
        return [{ path: 'apiVersion', message: `version ${version} is not served: the CRD serves ${words}` }];
      }
      if (!isManifest(object)) return [];
      const violations: (readonly Violation[])[] = [];
      // What one channel takes need not be held against the other; most of what is written is taken.
      for (const schema of found.toReversed()) {
        const ofChannel = validator.check(schema, object);
        if (ofChannel.length === 0) return [];
        violations.unshift(ofChannel);
      }
      if (violations.length === 0 || isTemplate(object)) return [];
      return inEveryChannel(violations).map((violation) => ({ ...violation, release }));
    },
  };
}

/** Whether a value waits for something that fills it in, as Flux and envsubst do: `shop.${DOMAIN}`. */
function isTemplate(object: KubernetesObject): boolean {
  return /\$\{\w/.test(JSON.stringify(object));
}

/** What every channel has against an object; where they differ, what the last has, which knows the most fields. */
function inEveryChannel(channels: readonly (readonly Violation[])[]): readonly Violation[] {
  const last = channels.at(-1) ?? [];
  const isSaid = (violation: Violation): boolean =>
    channels.every((one) => one.some(({ path, message }) => path === violation.path && message === violation.message));
  const common = last.filter(isSaid);
  return common.length > 0 ? common : last;
}
