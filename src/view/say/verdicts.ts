import { reasonOf } from '../../analysis/verdict.ts';
import type { Because, Verdict } from '../../analysis/verdict.ts';
import { say } from './say.ts';

/** A reason of the API, empty where there is none, and one sentence. */
export interface Reason {
  readonly reason: string;
  readonly message: string;
}

/** Why something is not well, in words. */
export function sayBecause(because: Because): Reason {
  return { reason: reasonOf(because), message: sentence(because) };
}

/** The reason of a verdict that weighs most; empty where all is well. */
export function sayVerdict({ because: [worst] }: Pick<Verdict, 'because'>): Reason {
  return worst === undefined ? { reason: '', message: '' } : sayBecause(worst);
}

function sentence(because: Because): string {
  switch (because.code) {
    case 'computed':
      return say(because.condition.because);
    case 'reported': {
      const { type, status, message } = because.condition;
      return (message === '' ? `${type} is ${status}` : message) + by(because.controllerName);
    }
    case 'stale': {
      const { type, observedGeneration } = because.condition;
      return because.generation === undefined
        ? `${type} was reported for an older generation of the object${by(because.controllerName)}`
        : `${type} was reported for generation ${observedGeneration}, but the object is at ${because.generation}`;
    }
    case 'pending':
      return 'no controller has reported yet';
    case 'reference':
      return say(because.edge.because);
    case 'inadmissible': {
      const { path, message, release } = because.violation;
      const more = because.more === 0 ? '' : ` (and ${because.more} more)`;
      return `${refuser(release)} refuses it: ${path === '' ? '' : `${path}: `}${message}${more}`;
    }
    case 'missing':
      return because.edge === undefined ? 'does not exist' : say(because.edge.because);
    case 'unread':
      return because.edge === undefined ? 'could not be read' : say(because.edge.because);
    case 'noParents':
      return 'names no parent';
  }
}

function by(controllerName: string): string {
  return controllerName === '' ? '' : ` (${controllerName})`;
}

/** Whose rules no object may break. */
export function refuser(release: string | undefined): string {
  return release === undefined ? 'its CRD' : `the API server, with Gateway API ${release},`;
}
