/** The test files of this run: chosen by scripts/test.ts, read by scripts/test-files.ts in the same process. */
export const chosenTests: string[] = [];
