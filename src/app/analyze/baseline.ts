import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Finding } from '../../documents/analysis-report.ts';
import type { Io } from '../../cli/io.ts';
import { CannotRunError, messageOf } from '../../model/errors.ts';
import { isRecord } from '../../model/read.ts';
import { readYamlFile } from './read-yaml-file.ts';

/** Findings of before, by their fingerprints, and the file that knows them. */
export interface Baseline {
  readonly fingerprints: ReadonlySet<string>;
  readonly by: string;
}

const KIND = 'AnalysisBaseline';

/**
 * Reads what `--write-baseline` wrote.
 * @throws CannotRunError for what is no baseline.
 */
export async function readBaseline(name: string, { cwd }: Pick<Io, 'cwd'>): Promise<Baseline> {
  const { value } = await readYamlFile(resolve(cwd, name), name);
  const fingerprints: unknown = isRecord(value) && value['kind'] === KIND ? value['fingerprints'] : undefined;
  if (!Array.isArray(fingerprints) || !fingerprints.every((one): one is string => typeof one === 'string')) {
    throw new CannotRunError(`error: ${name}: this is no baseline: write one with --write-baseline`);
  }
  return { fingerprints: new Set(fingerprints), by: name };
}

/** Writes the fingerprints of findings, in their order, so that changes are read easily. @throws CannotRunError */
export async function writeBaseline(
  name: string,
  findings: readonly Finding[],
  { cwd }: Pick<Io, 'cwd'>,
): Promise<void> {
  const fingerprints = findings.map(({ fingerprint }) => fingerprint).toSorted();
  const baseline = { apiVersion: 'gwctl.dev/v1alpha1', kind: KIND, fingerprints };
  try {
    await writeFile(resolve(cwd, name), `${JSON.stringify(baseline, undefined, 2)}\n`);
  } catch (error) {
    throw new CannotRunError(`error: ${name}: ${messageOf(error)}`);
  }
}
