import type { FieldTerm } from '../../src/model/field-selector.ts';
import type { LabelSelector } from '../../src/model/label-selector.ts';

type LabelRequirement = LabelSelector['requirements'][number];

/** The terms of a field selector as text, which parses to the same terms. */
export function formatFieldSelector(terms: readonly FieldTerm[]): string {
  return terms
    .map(({ field, operator, value }) => `${field}${operator}${value.replaceAll(/[\\,=]/g, String.raw`\$&`)}`)
    .join(',');
}

/** A label selector as text, which parses to the same selector. */
export function formatLabelSelector({ requirements }: LabelSelector): string {
  return requirements.map(formatRequirement).join(',');
}

function formatRequirement({ key, operator, values }: LabelRequirement): string {
  switch (operator) {
    case 'exists':
      return key;
    case '!':
      return `!${key}`;
    case 'in':
    case 'notin':
      return `${key} ${operator} (${values.join(',')})`;
    case 'gt':
      return `${key}>${values.join(',')}`;
    case 'lt':
      return `${key}<${values.join(',')}`;
    case '=':
    case '==':
    case '!=':
    default:
      return `${key}${operator}${values.join(',')}`;
  }
}
