import { reasonOf } from '../../analysis/verdict.ts';
import type { Because, Verdict } from '../../analysis/verdict.ts';
import { isOpen } from '../../graph/condition.ts';
import { GATEWAY_CLASS } from '../../gateway-api/kinds.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { endpointText } from './endpoints.ts';
import { listenerName, nameOf } from './names.ts';
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
    case 'computed': {
      const { choice } = because.condition;
      const left =
        isOpen(because.condition) && choice !== undefined ? `; left to the implementation: ${say(choice)}` : '';
      return `${say(because.condition.because)}${left}`;
    }
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
    case 'unreported':
      return say(because.fact);
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
    case 'waits':
      return `waits for ${blockedName(because.on)}: ${sentence(because.because)}`;
    case 'tlsFails':
      return say({ code: 'backendTlsUnmet', policy: because.policy, because: because.condition.because });
    case 'noEndpoints':
      return endpointText(because.endpoints);
    case 'noParents':
      return 'names no parent';
    case 'noted':
      return say(because.note);
  }
}

function by(controllerName: string): string {
  return controllerName === '' ? '' : ` (${controllerName})`;
}

function blockedName({ section, ...holder }: ObjectRef): string {
  if (section !== undefined) return `${listenerName(section, holder)}, which passes nothing`;
  return `${nameOf(holder)}, which ${sameGroupKind(holder, GATEWAY_CLASS) ? 'is refused' : 'passes nothing'}`;
}

/** Whose rules no object may break. */
export function refuser(release: string | undefined): string {
  return release === undefined ? 'its CRD' : `the API server, with Gateway API ${release},`;
}
