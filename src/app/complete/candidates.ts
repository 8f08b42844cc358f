import type { Command } from '../../cli/define-command.ts';
import type { ReadCompletes } from '../../cli/flag.ts';
import { globalFlags } from '../../cli/global-flags.ts';
import type { Io } from '../../cli/io.ts';
import { learnFrom } from '../policy-catalogue.ts';
import { askedNamespace, openSource } from '../scope.ts';
import type { CompletionRequest } from './read-request.ts';
import { behindComma, knownTypes, SourceWords } from './source-words.ts';

/** One proposal, with a short description that shells may show. */
export interface Candidate {
  readonly text: string;
  readonly description?: string | undefined;
}

/** The proposals for one unfinished line. */
export type Completion = readonly Candidate[] | 'files';

/** What is proposed for: the line, and what is typed of the value so far. */
interface Ask {
  readonly request: CompletionRequest;
  readonly typed: string;
  readonly io: Io;
}

/** Types that no graph draws. */
const UNDRAWN = new Set(['backends', 'listeners', 'conformancereports', 'policycrds']);

/**
 * Proposes what may follow on an unfinished command line, as the flag or the verb declares it. What needs a cluster or files
 * is read with the flags on the line; whoever calls decides what to do with errors.
 */
export async function proposeCandidates(
  request: CompletionRequest,
  commands: readonly Command[],
  io: Io,
): Promise<Completion> {
  const { target, command } = request;
  if (target.part === 'verb') {
    return [
      ...commands.map(({ name, summary }) => ({ text: name, description: summary })),
      { text: 'help', description: 'Show help' },
    ];
  }
  if (target.part === 'flag') {
    const flags = Object.entries(command?.flags ?? globalFlags);
    return flags.map(([name, flag]) => ({ text: `--${name}`, description: flag.describe }));
  }
  const { completes, before, typed } = target;
  if (completes === 'files') return 'files';
  const values = typeof completes === 'string' ? await PROPOSERS[completes]({ request, typed, io }) : completes;
  return values.map((value) => ({ text: before + value }));
}

/** What may stand for a value, by how it is declared; of several values with commas between them, with those before it. */
const PROPOSERS: Readonly<Record<Exclude<ReadCompletes, 'files'>, (ask: Ask) => Promise<readonly string[]>>> = {
  none: async () => [],
  resources: (ask) => {
    const isType = ask.request.words.length === 0 && !ask.typed.includes('/');
    const fallback = isType ? behindComma(ask.typed, typesWithoutCluster(ask)) : [];
    return inSource(ask, (words) => words.resources(ask.request.words, ask.typed)).catch(() => fallback);
  },
  object: (ask) => {
    const fallback = ask.typed.includes('/') ? [] : typesWithoutCluster(ask).map((type) => `${type}/`);
    return inSource(ask, (words) => words.object(ask.typed)).catch(() => fallback);
  },
  drawnTypes: async (ask) => {
    const types = await inSource(ask, (words) => words.types()).catch(() => typesWithoutCluster(ask));
    return behindComma(
      ask.typed,
      types.filter((type) => !UNDRAWN.has(type)),
    );
  },
  policyKinds: (ask) => inSource(ask, (words) => words.policyKinds()),
  namespaces: (ask) => inSource(ask, (words) => words.namespaces()),
  labelSelector: async (ask) =>
    behindComma(
      ask.typed,
      (await labelKeys(ask)).map((key) => `${key}=`),
    ),
  labelKeys: async (ask) => behindComma(ask.typed, await labelKeys(ask)),
  explained: async () => {
    const [{ explainableWords }, { ruleEntries }] = await Promise.all([
      import('../../answers/explain.ts'),
      import('../../answers/rule-entries.ts'),
    ]);
    return explainableWords(ruleEntries());
  },
  contexts: (ask) => inKubeconfig(ask, 'context'),
  clusters: (ask) => inKubeconfig(ask, 'cluster'),
  users: (ask) => inKubeconfig(ask, 'user'),
};

/** Where no cluster answers the types are known all the same; files that cannot be read have none. */
function typesWithoutCluster({ request }: Ask): readonly string[] {
  return request.flags.from === undefined ? knownTypes() : [];
}

async function labelKeys(ask: Ask): Promise<readonly string[]> {
  const [types] = ask.request.words;
  return types === undefined ? [] : inSource(ask, (words) => words.labelKeys(types));
}

async function inKubeconfig({ request, io }: Ask, what: 'context' | 'cluster' | 'user'): Promise<readonly string[]> {
  const { listKubeconfigNames } = await import('../../source/live/kubeconfig/list-names.ts');
  return listKubeconfigNames(what, request.flags, io);
}

/** Asks the cluster or the files of the line; a slow cluster must not hold up the prompt. */
async function inSource(
  { request, io }: Ask,
  use: (words: SourceWords) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const flags = { ...request.flags, requestTimeout: request.flags.requestTimeout ?? '2s' };
  const source = await openSource(flags, io);
  try {
    return await use(new SourceWords(source, askedNamespace(flags, source), learnFrom(flags, io)));
  } finally {
    source.close();
  }
}
