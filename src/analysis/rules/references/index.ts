import type { Rule } from '../rule.ts';
import { classMissing } from './class-missing.ts';
import { parametersMissing } from './parameters-missing.ts';
import { parentMissing } from './parent-missing.ts';
import { noMatchingParent } from './no-matching-parent.ts';
import { refNotPermitted } from './ref-not-permitted.ts';
import { extensionMissing } from './extension-missing.ts';
import { wrongGroup } from './wrong-group.ts';
import { coreGroup } from './core-group.ts';
import { unusedGrant } from './unused-grant.ts';
import { grantOfXlistenerset } from './grant-of-xlistenerset.ts';
import { grantWithinNamespace } from './grant-within-namespace.ts';
import { grantOfParents } from './grant-of-parents.ts';

/** References: classes, parents, sections, ports, parameters, extensions, grants: GW1. */
export const REFERENCES: readonly Rule[] = [
  classMissing,
  parametersMissing,
  parentMissing,
  noMatchingParent,
  refNotPermitted,
  extensionMissing,
  wrongGroup,
  coreGroup,
  unusedGrant,
  grantOfXlistenerset,
  grantWithinNamespace,
  grantOfParents,
];
