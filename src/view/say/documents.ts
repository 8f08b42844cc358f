import type * as graph from '../../graph/graph.ts';
import type { ComputedCondition } from '../../model/computed-condition.ts';
import type * as published from '../resource-description.ts';
import { say } from './say.ts';

/** A computed condition as documents carry it. */
export function conditionDocument(condition: ComputedCondition): published.ComputedCondition {
  const { because, choice, ...rest } = condition;
  return { ...rest, message: say(because), ...(choice === undefined ? {} : { choice: say(choice) }) };
}

/** The same for what is not always computed. */
export function optionalCondition(condition: ComputedCondition | undefined): published.ComputedCondition | undefined {
  return condition === undefined ? undefined : conditionDocument(condition);
}

/** A disagreement as documents carry it. */
export function driftDocument({ fact, ...rest }: graph.Drift): published.Drift {
  return { ...rest, message: say(fact) };
}

/** What became of a parentRef, as documents carry it. */
export function attachmentDocument(attachment: graph.Attachment): published.Attachment {
  const { accepted, resolvedRefs, drift } = attachment;
  return {
    ...attachment,
    accepted: conditionDocument(accepted),
    resolvedRefs: conditionDocument(resolvedRefs),
    drift: drift.map(driftDocument),
  };
}

/** A listener as documents carry it. */
export function listenerDocument(listener: graph.ComputedListener): published.ComputedListener {
  const { accepted, conflicted, resolvedRefs, overlappingTlsConfig, drift } = listener;
  return {
    ...listener,
    accepted: conditionDocument(accepted),
    conflicted: conditionDocument(conflicted),
    resolvedRefs: conditionDocument(resolvedRefs),
    overlappingTlsConfig: optionalCondition(overlappingTlsConfig),
    drift: drift.map(driftDocument),
  };
}

/** An ancestor of a policy as documents carry it. */
export function ancestorDocument(ancestor: graph.ComputedAncestor): published.ComputedAncestor {
  const { accepted, resolvedRefs, drift } = ancestor;
  return {
    ...ancestor,
    accepted: conditionDocument(accepted),
    resolvedRefs: optionalCondition(resolvedRefs),
    drift: drift.map(driftDocument),
  };
}
