import { learnFrom } from '../app/policy-catalogue.ts';
import { VERSION, noteSkipped } from '../app/scope.ts';
import { scopeWords } from '../app/write/scope-words.ts';
import type { GlobalFlags } from '../cli/global-flags.ts';
import type { ConnectionIo } from '../source/live/connection.ts';
import { answerFrom } from './answer-from.ts';
import type { OpenedSource } from './answer-from.ts';
import { checkPaths, noInput } from './check-paths.ts';
import type { Answers } from './answers.ts';
import type { ClusterOptions, FilesOptions } from './open-options.ts';
import type { Surroundings } from './surroundings.ts';

/** See src/api.ts. */
export async function openFiles(
  paths: readonly string[],
  surroundings: Surroundings,
  { namespace = 'default', complete, policyCatalogue = [] }: FilesOptions,
): Promise<Answers> {
  checkPaths(paths);
  const { openFilesSource } = await import('../source/files/files-source.ts');
  const { cwd, now } = surroundings;
  const flags = { from: [...paths], complete, policyCatalogue: [...policyCatalogue] };
  return answer(flags, surroundings, async () => {
    const source = await openFilesSource(paths, { namespace, complete, cwd, now, readInput: noInput });
    await noteSkipped(source, (note) => surroundings.warn?.(note));
    return { defaultNamespace: namespace, read: () => source, close: () => source.close() };
  });
}

/** See src/api.ts. */
export async function openCluster(surroundings: Surroundings, options: ClusterOptions): Promise<Answers> {
  const { connectCluster } = await import('../source/live/open-cluster.ts');
  const { policyCatalogue = [], ...connection } = options;
  const flags = { ...connection, policyCatalogue: [...policyCatalogue] };
  return answer(flags, surroundings, async (io) => {
    const cluster = await connectCluster(flags, io, VERSION);
    return { ...cluster, defaultNamespace: options.namespace ?? cluster.defaultNamespace };
  });
}

/** A fault in the user's own catalogue is told before anything is opened, as the program does. */
async function answer(
  flags: GlobalFlags,
  surroundings: Surroundings,
  open: (io: ConnectionIo) => Promise<OpenedSource>,
): Promise<Answers> {
  const io = ioOf(surroundings);
  const learn = learnFrom(flags, io);
  await learn();
  return answerFrom(await open(io), {
    now: io.now,
    platform: `${io.os}/${io.arch}`,
    warn: io.writeError,
    learn,
    cwd: io.cwd,
    scope: scopeWords(flags),
  });
}

function ioOf({
  env,
  cwd,
  now,
  platform,
  arch,
  warn,
  signal = new AbortController().signal,
}: Surroundings): ConnectionIo {
  return {
    writeError: (text: string) => warn?.(text.trimEnd()),
    inIsTerminal: false,
    errorIsTerminal: false,
    env,
    now,
    cwd,
    signal,
    // Go's words, which kubectl sends and the rules for Windows are told by.
    os: platform === 'win32' ? 'windows' : platform,
    arch: arch === 'x64' ? 'amd64' : arch,
  };
}
