import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { ExitCode, Io } from '../../cli/io.ts';
import { errorText, reportError } from '../../cli/report-error.ts';
import { qualifiedName } from '../../model/resource-type.ts';
import type { Source } from '../../model/source.ts';
import { escapeControl } from '../../text/escape.ts';
import type { AnswerPage, FollowFlags } from './answer-pages.ts';
import { SeenPlaces, placeKey } from './seen-places.ts';
import type { SeenPlace } from './seen-places.ts';

/** Changes are gathered so long: a busy cluster costs one answer a pause. */
const PAUSE = 300;

/** Up to this many names of a type in one place are watched on their own; more, with all of the type there. */
const MOST_NAMES = 5;

/** Goes home and clears the screen. */
const CLEAR = '\u001B[H\u001B[2J';

/** Where pages come from and go to. */
export interface FollowRun {
  readonly source: Source;
  readonly flags: FollowFlags;
  readonly io: Io;
}

/**
 * Writes a page, and a new one whenever something of what it was made from changes, until Ctrl-C or until nobody reads on. On
 * a terminal the new page takes the place of the old one; elsewhere it follows, behind `---` unless it is JSON.
 * @returns the exit code of the last page.
 * @throws what the first page throws.
 */
export async function followPages(page: AnswerPage, run: FollowRun): Promise<ExitCode> {
  return new Following(page, run).run();
}

class Following {
  readonly #page: AnswerPage;
  readonly #run: FollowRun;
  readonly #seen = new SeenPlaces();
  readonly #watched = new Set<string>();
  readonly #watches: Promise<void>[] = [];
  /** The types that may not be watched: told once. */
  readonly #lost = new Set<string>();
  readonly #screen: Screen;
  #isChanged = false;
  #changed = Promise.withResolvers<void>();

  constructor(page: AnswerPage, run: FollowRun) {
    this.#page = page;
    this.#run = run;
    this.#screen = new Screen(run);
  }

  async run(): Promise<ExitCode> {
    const { io } = this.#run;
    const stopped = Promise.race([aborted(io.interrupted()), aborted(io.outClosed)]).then(() => 'stopped' as const);
    const first = await this.#ask();
    await this.#screen.show(first);
    let { code } = first;
    // What is not there from the beginning is not waited for.
    if (code !== 0 && first.out === '') return code;
    for (;;) {
      this.#watchPlaces();
      const ended = Promise.all(this.#watches).then(() => 'stopped' as const);
      const next = await Promise.race([this.#changed.promise, stopped, ended]);
      if (next === 'stopped' && !this.#isChanged) return code;
      if ((await Promise.race([delay(PAUSE), stopped])) === 'stopped') return code;
      this.#isChanged = false;
      this.#changed = Promise.withResolvers<void>();
      try {
        const answer = await this.#ask();
        if (isStopped(io)) return code;
        await this.#screen.show(answer);
        ({ code } = answer);
      } catch (error) {
        if (isStopped(io)) return code;
        code = reportError(error, io, (this.#run.flags.v ?? 0) > 0);
      }
    }
  }

  /** Asks for a page, which is kept until it is whole. */
  async #ask(): Promise<Page> {
    const { source, io } = this.#run;
    const page = { out: '', err: '' };
    this.#seen.clear();
    const code = await this.#page(this.#seen.watchOver(source), {
      ...io,
      writeOut: async (text) => {
        page.out += text;
      },
      writeError: (text) => {
        page.err += text;
      },
    });
    return { ...page, code };
  }

  /** Watches the places that the last page was made from, and keeps those of earlier ones. */
  #watchPlaces(): void {
    for (const query of bundle(this.#seen.places((key) => this.#watched.has(key)))) {
      const key = placeKey(query);
      if (this.#watched.has(key)) continue;
      this.#watched.add(key);
      if (query.type.verbs.includes('watch')) this.#watches.push(this.#watch(query));
    }
  }

  async #watch({ names, ...place }: Watched): Promise<void> {
    const { source, io } = this.#run;
    try {
      for await (const event of source.watch({ ...place, metadataOnly: true })) {
        if (event.type === 'SYNCED') continue;
        const { object } = event;
        if (names !== undefined && !names.has(object.metadata.name)) continue;
        // The first list repeats what the page was made from.
        if (event.type !== 'DELETED' && this.#seen.isKnown(object)) continue;
        this.#isChanged = true;
        this.#changed.resolve();
      }
    } catch (error) {
      const type = qualifiedName(place.type);
      if (isStopped(io) || this.#lost.has(type)) return;
      this.#lost.add(type);
      const reason = escapeControl(errorText(error).replace(/^error: /, ''));
      io.writeError(`Warning: cannot watch ${escapeControl(type)}, so what depends on it is not updated: ${reason}\n`);
    }
  }
}

/** What a verb wrote. */
interface Page {
  readonly out: string;
  readonly err: string;
  readonly code: ExitCode;
}

/** A place to watch; of one that holds more than was read, the names that count. */
interface Watched extends SeenPlace {
  readonly names?: ReadonlySet<string> | undefined;
}

/** One watch a list; of objects that were read by name one each, as long as they are few. */
function bundle(places: readonly SeenPlace[]): readonly Watched[] {
  const groups = Map.groupBy(places, ({ name, ...place }) => (name === undefined ? '' : placeKey(place)));
  return [...groups].flatMap(([key, group]): readonly Watched[] => {
    if (key === '') return group;
    const [first] = group;
    if (first === undefined) return [];
    const names = group.flatMap(({ name }) => name ?? []);
    if (names.length > MOST_NAMES) return [{ ...first, name: undefined, names: new Set(names) }];
    return names.map((name) => ({ ...first, name: undefined, fieldSelector: `metadata.name=${name}` }));
  });
}

/** Where pages stand. */
class Screen {
  readonly #io: Io;
  readonly #replaces: boolean;
  readonly #separator: string;
  #last: Page | undefined;

  constructor({ io, flags }: FollowRun) {
    this.#io = io;
    this.#replaces = io.outIsTerminal && io.env['TERM'] !== 'dumb';
    this.#separator = flags.output === 'json' ? '' : '---\n';
  }

  /** Shows a page, unless it is as the last one. */
  async show(page: Page): Promise<void> {
    const last = this.#last;
    const isNew = page.out !== last?.out;
    const saysMore = page.err !== last?.err;
    this.#last = page;
    if (this.#replaces && (isNew || saysMore)) await this.#io.writeOut(CLEAR + page.out);
    else if (isNew && page.out !== '') await this.#io.writeOut((last === undefined ? '' : this.#separator) + page.out);
    if (page.err !== '' && (saysMore || (this.#replaces && isNew))) this.#io.writeError(page.err);
  }
}

function isStopped(io: Io): boolean {
  return io.interrupted().aborted || io.outClosed.aborted;
}

/** Resolves when a signal is aborted. */
async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
