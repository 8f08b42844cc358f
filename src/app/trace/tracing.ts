import { tracerOf } from '../../answers/trace.ts';
import type { Tracer } from '../../answers/trace.ts';
import type { Explain } from '../../routing/near-rows.ts';
import { withoutPatterns } from '../../routing/pattern.ts';
import type { CompilePattern } from '../../routing/pattern.ts';
import type { World } from '../../world/world.ts';
import type { WorldReader } from '../../world/world-reader.ts';
import { loadPatterns } from './load-patterns.ts';

/** Puts questions to tracers: what they ask is read, and the engine for expressions is loaded where a route has one. */
export class Tracing {
  readonly #reader: WorldReader;
  readonly #explain: Explain;
  readonly #prefersController: boolean;
  readonly #standIn = withoutPatterns();
  #compile: CompilePattern | undefined;
  #tracers = new WeakMap<World, Tracer>();

  /** @param prefersController whether what controllers are known to answer stands first. */
  constructor(reader: WorldReader, explain: Explain, prefersController: boolean) {
    this.#reader = reader;
    this.#explain = explain;
    this.#prefersController = prefersController;
  }

  /** @param question a pure function: it may be called several times, and only its last answer counts. */
  async ask<Answer>(question: (tracer: Tracer) => Answer): Promise<Answer> {
    const answer = await this.#reader.answer((world) => question(this.#tracerOf(world)));
    if (this.#compile !== undefined || !this.#standIn.wasAsked()) return answer;
    this.#compile = await loadPatterns();
    this.#tracers = new WeakMap();
    return this.#reader.answer((world) => question(this.#tracerOf(world)));
  }

  /** The tables of a world are made once, however many requests are asked. */
  #tracerOf(world: World): Tracer {
    let tracer = this.#tracers.get(world);
    if (tracer === undefined) {
      tracer = tracerOf(world, {
        compile: this.#compile ?? this.#standIn.compile,
        explain: this.#explain,
        prefersController: this.#prefersController,
      });
      this.#tracers.set(world, tracer);
    }
    return tracer;
  }
}
