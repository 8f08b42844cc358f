import type { GetFlags } from '../../../commands/get.ts';
import { UsageError } from '../../model/errors.ts';
import { parseFieldSelector } from '../../model/field-selector.ts';
import { parseLabelSelector } from '../../model/label-selector.ts';

/** What lists are asked with; undefined where nothing is selected by it. */
export interface Selectors {
  readonly labelSelector: string | undefined;
  readonly fieldSelector: string | undefined;
}

/**
 * Reads `-l` and `--field-selector` before anything is asked of a source. An empty text is no selector, as with kubectl.
 * One that is written and yet requires nothing (`' '`, `','`) would select every object, which nobody means by it: kubectl
 * ignores the blank and deletes everything by `--field-selector ,`.
 * @throws UsageError in apimachinery's words when a selector cannot be parsed, in our own when it requires nothing.
 */
export function readSelectors({ selector, fieldSelector }: Pick<GetFlags, 'selector' | 'fieldSelector'>): Selectors {
  return {
    labelSelector: readSelector('label', selector, (text) => parseLabelSelector(text).requirements.length),
    fieldSelector: readSelector('field', fieldSelector, (text) => parseFieldSelector(text).length),
  };
}

function readSelector(
  what: string,
  text: string | undefined,
  countRequirements: (text: string) => number,
): string | undefined {
  if (text === undefined || text === '') return undefined;
  const trimmed = text.trim();
  if (countRequirements(trimmed) > 0) return trimmed;
  throw new UsageError(
    `the ${what} selector ${JSON.stringify(text)} has no requirements: it would select every object`,
  );
}

/** Whether objects are selected by what they are, rather than by name. */
export function isSelecting({ labelSelector, fieldSelector }: Selectors): boolean {
  return labelSelector !== undefined || fieldSelector !== undefined;
}
