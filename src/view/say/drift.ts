import type { DriftFacts, ParentStanding, StatusAndReason } from '../../model/fact.ts';
import { nameOf } from './names.ts';
import type { Sentences } from './sentence.ts';

/** Where reported status and specification disagree. */
export const DRIFT = {
  staleReport: ({ generation }) => `reported for generation ${generation ?? ''}, which is not the current one`,
  choiceOfController: ({ reported, choice }, say) =>
    `reported ${statusText(reported)}, which is the controller's choice: ${say(choice)}`,
  reasonOfController: ({ reported, message }) =>
    `reported ${statusText(reported)}, which is the controller's own reason${message === '' ? '' : `: ${message}`}`,
  contradiction: ({ reported, computed, because }, say) =>
    `reported ${statusText(reported)}, but the specification says ${computed.status} (${computed.reason})${because === undefined ? '' : `: ${say(because)}`}`,
  notReported: ({ what, ref, controller }) => {
    const on = what === undefined ? nameOf(ref) : `the ${what} for ${nameOf(ref)}`;
    if (controller === '') {
      return `no controller has reported on ${on}: it is not running or does not watch the object`;
    }
    const at = what === undefined ? '' : ` for ${nameOf(ref)}`;
    return `not reported by ${controller}${at}: it is not running or does not watch the ${what ?? 'object'}`;
  },
  heldByParent: ({ parent, standing }) => HELD[standing](nameOf(parent)),
  listenerNotReported: ({ listener }) =>
    `the controller has accepted the object, but reported nothing for listener ${listener}`,
  miscounted: ({ reported, counted }) => `reported ${reported}, counted ${counted}`,
  countedWithoutTaken: ({ reported, counted, listener, taker }) =>
    `reported ${reported}, counted ${counted}, which is the controller's choice: listener ${taker} is more specific and takes hostnames from routes at listener ${listener}`,
  leftoverParent: () => 'leftover status: no parentRef in the spec names this parent',
  parentNotNamed: () => 'no parentRef in the spec names this parent',
  leftoverListener: ({ listener }) => `leftover status: the spec has no listener ${listener}`,
  leftoverAncestor: () =>
    'possibly a leftover status: nothing that was read leads from this ancestor to a target of the policy',
} satisfies Sentences<keyof DriftFacts>;

const HELD: Readonly<Record<ParentStanding, (parent: string) => string>> = {
  refused: (parent) => `waits for ${parent}, which is refused`,
  stale: (parent) => `not processed yet: the controller has not seen the current ${parent}`,
  unreported: (parent) => `waits for ${parent}, on which no controller has reported`,
};

function statusText({ status, reason }: StatusAndReason): string {
  return `${status}${reason === '' ? '' : ` (${reason})`}`;
}
