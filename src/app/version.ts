import type { VersionFlags } from '../../commands/version.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import { GATEWAY_API } from '../gateway-api/kinds.ts';
import type { Gap } from '../model/gap.ts';
import type { ServerVersion, Source } from '../model/source.ts';
import { findBundles } from './gateway-api-release.ts';
import type { Bundle } from './gateway-api-release.ts';
import { Problems } from './write/problems.ts';
import { readCrds } from '../world/read-crds.ts';
import { openSource, VERSION } from './scope.ts';
import { checkOutput, writeDocument } from './write/structured-output.ts';
import type { VersionDocument } from '../documents/version.ts';
import { escapeControl } from '../text/escape.ts';
import { UsageError } from '../model/errors.ts';

/** What is known of the Gateway API of a source. */
interface GatewayApi {
  /** By the CRDs; undefined where they could not be read. */
  readonly bundles: readonly Bundle[] | undefined;
  /** Whether the source has resources of the group at all. */
  readonly present: boolean;
  readonly gap: Gap | undefined;
}

/**
 * `gwctl version`: the client's version, the API server's, and the release and channel of the Gateway API that is
 * installed. What cannot be read is said on stderr and the rest is answered, as kubectl does.
 */
export async function version(words: readonly string[], flags: VersionFlags, io: Io): Promise<ExitCode> {
  if (words.length > 0) throw new UsageError(`extra arguments: [${words.join(' ')}]`);
  const format = checkOutput(flags.output, ['json', 'yaml']);
  const client = { gitVersion: `v${VERSION}`, platform: `${io.os}/${io.arch}` };
  if (flags.client === true) {
    await print(format, client, undefined, undefined, [], io);
    return 0;
  }
  const problems = new Problems();
  let server: ServerVersion | undefined;
  let gatewayApi: GatewayApi | undefined;
  const gaps: Gap[] = [];
  try {
    const source = await openSource(flags, io);
    try {
      server = await source.version();
      gatewayApi = await readGatewayApi(source);
      if (gatewayApi.gap !== undefined) {
        problems.addGap(gatewayApi.gap);
        gaps.push(gatewayApi.gap);
      }
    } finally {
      source.close();
    }
  } catch (error) {
    problems.addError(error);
  }
  await print(format, client, server, gatewayApi, gaps, io);
  return problems.report(io, true);
}

async function readGatewayApi(source: Source): Promise<GatewayApi> {
  const catalog = await source.catalog();
  const present = catalog.types.some(({ group, held }) => group === GATEWAY_API && held !== false);
  const reading = await readCrds(source, catalog);
  if (reading.state === 'gap') return { bundles: undefined, present, gap: reading.gap };
  return { bundles: findBundles(reading.crds), present, gap: undefined };
}

async function print(
  format: 'json' | 'yaml' | undefined,
  client: ServerVersion,
  server: ServerVersion | undefined,
  gatewayApi: GatewayApi | undefined,
  gaps: readonly Gap[],
  io: Io,
): Promise<void> {
  if (format !== undefined) {
    const document: VersionDocument = {
      apiVersion: 'gwctl.dev/v1alpha1',
      kind: 'Version',
      clientVersion: client,
      ...(server === undefined ? {} : { serverVersion: server }),
      ...(gatewayApi?.bundles === undefined ? {} : { gatewayApi: { bundles: gatewayApi.bundles } }),
      gaps: gaps.map(({ what, reason, message }) => ({ kind: what, reason, message, affects: ['gatewayApi'] })),
    };
    return writeDocument(document, format, io);
  }
  const lines = [`Client Version: ${client.gitVersion}`];
  if (server !== undefined) lines.push(`Server Version: ${server.gitVersion}`);
  if (gatewayApi !== undefined) lines.push(`Gateway API: ${describeRelease(gatewayApi)}`);
  await io.writeOut(`${lines.map(escapeControl).join('\n')}\n`);
}

function describeRelease({ bundles, present }: GatewayApi): string {
  if (bundles === undefined) return present ? 'installed, release unknown' : 'unknown';
  const [first, ...others] = bundles;
  if (first === undefined) return present ? 'installed, release unknown (no CRDs to tell it)' : 'not installed';
  if (others.length === 0) return describeBundle(first);
  const mixed = bundles.map(
    (bundle) => `${describeBundle(bundle)} (${bundle.crds.length === 1 ? '1 CRD' : `${bundle.crds.length} CRDs`})`,
  );
  return `mixed releases: ${mixed.join(', ')}`;
}

function describeBundle({ version: release, channel }: Bundle): string {
  return `${release ?? 'unknown release'}, ${channel === undefined ? 'unknown channel' : `${channel} channel`}`;
}
