import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { legalFiles } from './archive-files.ts';
import type { Release } from './release.ts';
import { GO_ARCH } from './target.ts';
import type { Target } from './target.ts';
import { writeTar } from './tar.ts';

/** Nobody: the user that distroless images call `nonroot`. */
const USER = '65532:65532';

/** How an image is made. */
export interface ImageOptions {
  /** The folder of the executables. */
  readonly bin: string;
  /** A folder for the layers on their way. */
  readonly work: string;
  /** Where it is pushed: the image without its tag. */
  readonly image: string;
  /** The image that it is put upon; undefined: upon nothing. */
  readonly base: string | undefined;
  /** The program that speaks to registries. */
  readonly crane: string;
  /** Whether it also gets the tag `latest`. */
  readonly latest: boolean;
  /** The time of its files, since 1970. */
  readonly seconds: number;
}

/**
 * Pushes the image of the program for each processor of Linux, and the index that a client chooses from, without Docker.
 * @returns the digest of the index, under the tag of the version.
 */
export async function pushImage(release: Release, options: ImageOptions): Promise<string> {
  const { image, base, crane } = options;
  const digests: string[] = [];
  for (const target of release.targets.filter(({ os, musl }) => os === 'linux' && !musl)) {
    const platform = `linux/${GO_ARCH[target.arch]}`;
    const tag = `${image}:${release.version}-${GO_ARCH[target.arch]}`;
    const layer = await writeLayer(target, options);
    const upon = base === undefined ? ['--oci-empty-base'] : [`--base=${base}`];
    await run(crane, ['append', `--platform=${platform}`, ...upon, `--new_layer=${layer}`, `--new_tag=${tag}`]);
    await run(crane, ['mutate', tag, `--set-platform=${platform}`, ...configuration(release), `--tag=${tag}`]);
    digests.push(`${image}@${await run(crane, ['digest', tag])}`);
  }
  const tag = `${image}:${release.version}`;
  await run(crane, ['index', 'append', ...digests.flatMap((digest) => ['--manifest', digest]), `--tag=${tag}`]);
  if (options.latest) await run(crane, ['tag', tag, 'latest']);
  return run(crane, ['digest', tag]);
}

async function writeLayer(target: Target, { bin, work, seconds }: ImageOptions): Promise<string> {
  const folder = 'usr/local/bin';
  const content = await readFile(join(bin, target.name, 'gwctl'));
  const legal = await legalFiles();
  const layer = writeTar(
    [
      { path: `${folder}/gwctl`, content, executable: true },
      { path: `${folder}/kubectl-gw`, target: 'gwctl' },
      { path: `${folder}/kubectl_complete-gw`, target: 'gwctl' },
      ...legal.map((entry) => ({ ...entry, path: `usr/share/doc/gwctl/${entry.path}` })),
    ],
    seconds,
  );
  const file = join(work, `${target.name}.tar`);
  await writeFile(file, layer);
  return file;
}

function configuration({ version, homepage, summary, licence }: Release): readonly string[] {
  const labels = { version, source: homepage, description: summary, licenses: licence };
  return [
    '--entrypoint=/usr/local/bin/gwctl',
    `--user=${USER}`,
    '--workdir=/work',
    ...Object.entries(labels).map(([name, value]) => `--label=org.opencontainers.image.${name}=${value}`),
  ];
}

async function run(crane: string, args: readonly string[]): Promise<string> {
  return (await promisify(execFile)(crane, args)).stdout.trim();
}
