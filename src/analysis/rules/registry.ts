import { ATTACHMENT } from './attachment/index.ts';
import { BACKENDS } from './backends/index.ts';
import { IMPLEMENTATIONS } from './implementations/index.ts';
import { POLICIES } from './policies/index.ts';
import { REFERENCES } from './references/index.ts';
import { ROUTING } from './routing/index.ts';
import type { Rule } from './rule.ts';
import { SECURITY } from './security/index.ts';
import { STATUS } from './status/index.ts';
import { VERSIONS } from './versions/index.ts';

/** Every rule, by its code. */
export const RULES: readonly Rule[] = [
  ...REFERENCES,
  ...BACKENDS,
  ...ATTACHMENT,
  ...ROUTING,
  ...POLICIES,
  ...STATUS,
  ...VERSIONS,
  ...SECURITY,
  ...IMPLEMENTATIONS,
].toSorted((a, b) => (a.code < b.code ? -1 : 1));

/** The families by the digit behind `GW`: their folders, and the names of their lists. */
export const FAMILIES = {
  1: 'references',
  2: 'backends',
  3: 'attachment',
  4: 'routing',
  5: 'policies',
  6: 'status',
  7: 'versions',
  8: 'security',
  9: 'implementations',
} as const;
