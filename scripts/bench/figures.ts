/** What a part of the engine took. */
export interface Figures {
  readonly wall: number;
  readonly cpu: number;
  readonly heap: number;
}

/** Measures a piece of work of this process. */
export function timed(work: () => void): Figures {
  const begun = performance.now();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  const wall = performance.now() - begun;
  // What is held, without what is only not yet collected; node runs with --expose-gc.
  globalThis.gc?.();
  return {
    wall,
    cpu: (user + system) / 1000,
    heap: process.memoryUsage().heapUsed / 1024 / 1024,
  };
}
