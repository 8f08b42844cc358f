import type { Rule } from '../rule.ts';
import { crdMissing } from './crd-missing.ts';
import { deprecatedVersion } from './deprecated-version.ts';
import { duplicateHostname } from './duplicate-hostname.ts';
import { duplicateObject } from './duplicate-object.ts';
import { experimentalField } from './experimental-field.ts';
import { grantCoreGroup } from './grant-core-group.ts';
import { inadmissible } from './inadmissible.ts';
import { manifestRefused } from './manifest-refused.ts';
import { mixedChannels } from './mixed-channels.ts';
import { mixedReleases } from './mixed-releases.ts';
import { nextRelease } from './next-release.ts';
import { retiredVersion } from './retired-version.ts';
import { ruleNotEvaluated } from './rule-not-evaluated.ts';
import { storedVersions } from './stored-versions.ts';
import { unknownField } from './unknown-field.ts';

/** Versions and validation: GW7. */
export const VERSIONS: readonly Rule[] = [
  inadmissible,
  crdMissing,
  mixedReleases,
  mixedChannels,
  deprecatedVersion,
  retiredVersion,
  experimentalField,
  storedVersions,
  nextRelease,
  unknownField,
  ruleNotEvaluated,
  duplicateObject,
  manifestRefused,
  grantCoreGroup,
  duplicateHostname,
];
