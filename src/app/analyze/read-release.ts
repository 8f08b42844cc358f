import { UsageError } from '../../model/errors.ts';
import type { ReleaseChoice } from '../../model/release-choice.ts';

/**
 * Reads what `--gateway-api` or another flag says: `1.6`, `v1.6.3`, `1.6/standard`.
 * @throws UsageError for a release whose CRDs are not bundled.
 */
export async function readRelease(text: string, flag = '--gateway-api'): Promise<ReleaseChoice> {
  const { BUNDLED_RELEASES, bundledRelease, CHANNELS } = await import('../../validation/bundled-crds.ts');
  const [version = '', channelText, ...more] = text.split('/');
  const release = bundledRelease(version);
  const channel = CHANNELS.find((one) => one === channelText);
  if (release !== undefined && more.length === 0 && (channelText === undefined || channel !== undefined)) {
    return { release, channel };
  }
  const minors = BUNDLED_RELEASES.map((one) => one.replace(/^v|\.\d+$/g, ''));
  throw new UsageError(
    `${flag} ${text}: must be one of ${minors.join(', ')}, with /standard or /experimental behind it where that is known`,
  );
}
