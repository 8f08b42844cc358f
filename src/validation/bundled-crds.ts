import { brotliDecompressSync } from 'node:zlib';
import type { Channel } from '../model/release-choice.ts';
import { groupKindKey } from '../model/ref.ts';
import type { GroupKind } from '../model/ref.ts';
import bundled from './bundled-crds.json' with { type: 'json' };

/** The channels of a release. */
export const CHANNELS: readonly Channel[] = ['standard', 'experimental'];

/** The releases of the Gateway API whose CRDs are bundled, the newest of each minor version, the oldest first. */
export const BUNDLED_RELEASES: readonly string[] = bundled.releases;

/** The newest of them. */
export const NEWEST_RELEASE: string = BUNDLED_RELEASES.at(-1) ?? '';

/** The bundled release of the minor version of another: `1.6`, `v1.6.0` or `v1.6` -> `v1.6.3`; undefined where none is bundled. */
export function bundledRelease(version: string): string | undefined {
  const minor = /^v?(\d+\.\d+)(?:\.\d+)?$/.exec(version)?.[1];
  return minor === undefined ? undefined : BUNDLED_RELEASES.find((release) => release.startsWith(`v${minor}.`));
}

/** The bundled release after another; undefined behind the newest. */
export function releaseAfter(release: string): string | undefined {
  const at = BUNDLED_RELEASES.indexOf(release);
  return at < 0 ? undefined : BUNDLED_RELEASES[at + 1];
}

/** The CRD of a type in a bundled release, without descriptions and status; undefined where that release has none. */
export function bundledCrd(release: string, channel: Channel, type: GroupKind): unknown {
  const key = `${release} ${channel} ${groupKindKey(type)}`;
  const line = readLines().get(key);
  if (line === undefined) return undefined;
  const crd: unknown = PARSED.get(key) ?? JSON.parse(line);
  PARSED.set(key, crd);
  return crd;
}

/** Whether any bundled release has a CRD of the type. */
export function wasBundled(type: GroupKind): boolean {
  return BUNDLED_RELEASES.some((release) => readLines().has(`${release} experimental ${groupKindKey(type)}`));
}

/** All CRDs of a bundled release. */
export function bundledCrds(release: string, channel: Channel): readonly unknown[] {
  const prefix = `${release} ${channel} `;
  return [...readLines().keys()].flatMap((key) => {
    if (!key.startsWith(prefix)) return [];
    const [group = '', kind = ''] = key.slice(prefix.length).split('/');
    return [bundledCrd(release, channel, { group, kind })];
  });
}

let lines: ReadonlyMap<string, string> | undefined;
const PARSED = new Map<string, unknown>();

/** By release, channel and kind; each is parsed when it is asked for. */
function readLines(): ReadonlyMap<string, string> {
  lines ??= new Map(
    brotliDecompressSync(Buffer.from(bundled.brotli, 'base64'))
      .toString()
      .split('\n')
      .map((line) => {
        const end = line.indexOf(' {');
        return [line.slice(0, end), line.slice(end + 1)];
      }),
  );
  return lines;
}
