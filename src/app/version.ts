import type { VersionFlags } from '../../commands/version.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import { gatewayApiOf, versionDocument } from '../answers/version.ts';
import type { GatewayApi, Versions } from '../answers/version.ts';
import type { ServerVersion, Source } from '../model/source.ts';
import type { Bundle } from '../gateway-api/release.ts';
import { Problems } from './write/problems.ts';
import { readCrds } from '../world/read-crds.ts';
import { openSource, VERSION } from './scope.ts';
import { checkOutput, writeDocument } from './write/structured-output.ts';
import { escapeControl } from '../text/escape.ts';
import { UsageError } from '../model/errors.ts';

/**
 * `gwctl version`: the client's version, the API server's, and the release and channel of the Gateway API that is
 * installed. What cannot be read is said on stderr and the rest is answered, as kubectl does.
 */
export async function version(words: readonly string[], flags: VersionFlags, io: Io): Promise<ExitCode> {
  if (words.length > 0) throw new UsageError(`extra arguments: [${words.join(' ')}]`);
  const format = checkOutput(flags.output, ['json', 'yaml']);
  const client = { gitVersion: `v${VERSION}`, platform: `${io.os}/${io.arch}` };
  if (flags.client === true) {
    await print(format, { client, server: undefined, gatewayApi: undefined }, io);
    return 0;
  }
  const problems = new Problems();
  let server: ServerVersion | undefined;
  let gatewayApi: GatewayApi | undefined;
  try {
    const source = await openSource(flags, io);
    try {
      server = await source.version();
      gatewayApi = await readGatewayApi(source);
      if (gatewayApi.gap !== undefined) problems.addGap(gatewayApi.gap);
    } finally {
      source.close();
    }
  } catch (error) {
    problems.addError(error);
  }
  await print(format, { client, server, gatewayApi }, io);
  return problems.report(io, true);
}

/** Reads what tells of the releases of the Gateway API. */
export async function readGatewayApi(source: Source): Promise<GatewayApi> {
  const catalog = await source.catalog();
  return gatewayApiOf(catalog, await readCrds(source, catalog));
}

async function print(format: 'json' | 'yaml' | undefined, versions: Versions, io: Io): Promise<void> {
  if (format !== undefined) return writeDocument(versionDocument(versions), format, io);
  const { client, server, gatewayApi } = versions;
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
