import { get } from '../../../src/app/get.ts';
import type { GetFlags } from '../../../commands/get.ts';
import type { Io } from '../../../src/cli/io.ts';
import { reportError } from '../../../src/cli/report-error.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import type { ListQuery, WatchEvent } from '../../../src/model/source.ts';
import { NOW } from '../tables/table-row.ts';
import { openCluster } from '../../support/fake-cluster.ts';
import type { FakeCluster } from '../../support/fake-cluster.ts';
import { captureIo } from '../../support/captured-io.ts';
import { until } from '../../support/until.ts';
import type { Fake } from './run-get.ts';

/** What happens to an object, or an error that ends the watches of a type. */
type Happening = WatchEvent | { readonly type: 'FAILED'; readonly error: unknown };

/** A watch over objects in memory, to which the test adds changes. */
export interface FakeWatch {
  readonly out: () => string;
  readonly err: () => string;
  readonly asked: () => readonly string[];
  /** Waits for what was written. */
  readonly until: (holds: (out: string, err: string) => boolean) => Promise<void>;
  /** Something happens to an object of a type. */
  readonly happen: (plural: string, type: 'ADDED' | 'MODIFIED' | 'DELETED', object: KubernetesObject) => void;
  /** The watches of a type end with an error. */
  readonly fail: (plural: string, error: unknown) => void;
  /** Resolves with the exit code when the watch ends by itself. */
  readonly ended: Promise<number>;
  /** Ctrl-C. @returns the exit code. */
  readonly end: () => Promise<number>;
}

/** Starts `get` with a watch. */
export function startWatch(
  words: readonly string[],
  flags: GetFlags,
  { objects = [], ...trouble }: Fake,
  more: Partial<Io> = {},
): FakeWatch {
  const log = new Map<string, Happening[]>();
  const sleepers = new Set<() => void>();
  const abort = new AbortController();
  const wake = (): void => {
    for (const sleeper of sleepers) sleeper();
    sleepers.clear();
  };
  abort.signal.addEventListener('abort', wake);
  const { io, written } = captureIo({ now: () => NOW, interrupted: () => abort.signal, ...more });

  async function* changes(query: ListQuery): AsyncGenerator<WatchEvent> {
    const { plural } = query.type;
    const name = query.fieldSelector?.replace(/^metadata\.name=/, '');
    const concerns = (object: KubernetesObject): boolean =>
      (name === undefined || object.metadata.name === name) &&
      (query.namespace === undefined || object.metadata['namespace'] === query.namespace);
    for (let at = 0; ; at++) {
      let event = log.get(plural)?.[at];
      while (event === undefined) {
        if (abort.signal.aborted) return;
        await new Promise<void>((resolve) => {
          sleepers.add(resolve);
        });
        event = log.get(plural)?.[at];
      }
      if (event.type === 'FAILED') throw event.error;
      if (event.type === 'SYNCED' || concerns(event.object)) yield event;
    }
  }

  let cluster: FakeCluster | undefined;
  const open = async (): Promise<FakeCluster> => (cluster = await openCluster(objects, { ...trouble, changes }));
  const code = get(words, { watch: true, ...flags }, io, open).catch((error: unknown) => reportError(error, io));
  const add = (plural: string, event: Happening): void => {
    const events = log.get(plural);
    if (events === undefined) log.set(plural, [event]);
    else events.push(event);
    wake();
  };
  return {
    out: () => written.out,
    err: () => written.err,
    asked: () => cluster?.asked() ?? [],
    until: (holds) => until(() => holds(written.out, written.err)),
    happen: (plural, type, object) => add(plural, { type, object }),
    fail: (plural, error) => add(plural, { type: 'FAILED', error }),
    ended: code,
    end: () => {
      abort.abort();
      return code;
    },
  };
}
