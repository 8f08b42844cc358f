import type { Check } from '../documents/check-report.ts';
import { isNewerRelease } from '../gateway-api/release.ts';
import type { Gap } from '../model/gap.ts';
import { refOf } from '../model/ref.ts';
import { someOf } from '../model/some.ts';
import type { Channel } from '../model/release-choice.ts';
import type { ObjectEffect, UpgradeEffects } from '../validation/upgrade-effects.ts';
import type { SayCheck } from './check.ts';

/** What CRDs that are to come would do. */
export interface UpgradeInput {
  /** `v1.7.0` */
  readonly release: string;
  readonly channel: Channel;
  /** The releases that the CRDs say they are of. */
  readonly installed: readonly (string | undefined)[];
  /** How many objects were looked at. */
  readonly count: number;
  readonly effects: UpgradeEffects;
  /** What could not be read. */
  readonly gaps: readonly Gap[];
}

/** What an upgrade of the CRDs would refuse, drop or leave behind; what it leaves as it is, is one check that passed. */
export function upgradeChecks(input: UpgradeInput, say: SayCheck): readonly Check[] {
  const { release, channel, installed, count, effects, gaps } = input;
  const newer = installed.find((version) => version !== undefined && isNewerRelease(version, release));
  const kept = count - effects.objects.length;
  return [
    ...(newer === undefined ? [] : [say('upgrade', 'warning', 'upgradeOlder', { release, installed: newer })]),
    ...gaps.map(({ what, message }) => say('upgrade', 'unknown', 'upgradeUnread', { because: message }, what)),
    ...effects.crds.map(({ crd: { metadata }, storedVersions }) =>
      say(
        'upgrade',
        'failed',
        'upgradeStored',
        { name: metadata.name, versions: storedVersions, release },
        metadata.name,
      ),
    ),
    ...effects.retired.map(({ crd: { metadata }, versions, instead }) =>
      say('upgrade', 'warning', 'upgradeRetired', { name: metadata.name, versions, instead, release }, metadata.name),
    ),
    ...(kept > 0 || effects.objects.length + gaps.length === 0
      ? [say('upgrade', 'passed', 'upgradeKept', { count: kept, release, channel })]
      : []),
    ...effects.objects.flatMap((effect) => objectChecks(effect, input, say)),
  ];
}

function objectChecks(
  { object, violations, dropped, isLeftBehind }: ObjectEffect,
  { release, channel }: UpgradeInput,
  say: SayCheck,
): readonly Check[] {
  const { kind, namespace, name } = refOf(object);
  const subject = `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
  if (isLeftBehind) return [say('upgrade', 'warning', 'upgradeLeft', { subject, release, channel }, subject)];
  const moved = dropped.find(({ isExperimental }) => isExperimental);
  return [
    ...(violations.length === 0
      ? []
      : [
          say(
            'upgrade',
            'failed',
            'upgradeRefused',
            {
              subject,
              release,
              faults: someOf(violations.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))),
            },
            subject,
          ),
        ]),
    ...(dropped.length === 0
      ? []
      : [
          say(
            'upgrade',
            'failed',
            'upgradeDrops',
            {
              subject,
              release,
              fields: someOf(dropped.map(({ path, near }) => (near === undefined ? path : `${path} (${near}?)`))),
              isExperimental: moved !== undefined && channel === 'standard',
            },
            subject,
          ),
        ]),
  ];
}
