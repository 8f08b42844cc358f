import type { Outcome } from '../trace.ts';

/** The backends of two rules as those of one: their weights stand beside each other. All else is the first rule's. */
export function uniteBackends(first: Outcome, second: Outcome): Outcome {
  if (first.backends.length === 0) return first;
  const all = [...first.backends, ...second.backends];
  const total = all.reduce((sum, { weight }) => sum + weight, 0);
  return { ...first, backends: all.map((backend) => ({ ...backend, share: backend.weight / total })) };
}
