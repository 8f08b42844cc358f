import type { Finding } from '../../documents/analysis-report.ts';
import { UsageError } from '../../model/errors.ts';
import { annotationsOf, namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refKey, refOf, wholeOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Rule } from './rule.ts';
import { ruleNamed } from './select-rules.ts';

/** The annotation on an object that silences rules about it: codes or names, with commas. */
export const SUPPRESS_ANNOTATION = 'gwctl.dev/suppress';

/** One wish that findings are not counted. */
export interface Suppression {
  /** As it was wished: `GW2003=HTTPRoute/shop/cart*`; shown where nothing needed it. */
  readonly text: string;
  /** What silences: `annotation`, `--suppress GW2003`, `.gwctl.yaml`. */
  readonly by: string;
  readonly code: string;
  readonly covers: (subject: ObjectRef) => boolean;
}

/**
 * Reads `RULE[=Kind/namespace/name]`: a rule by its code or name; of an object each part may have `*` for any text, and those of
 * cluster-scoped kinds have no namespace.
 * @param by what to say of findings that it silences.
 * @throws UsageError where it has not the shape, or names no rule.
 */
export function readSuppression(text: string, by: string, rules: readonly Rule[]): Suppression {
  const [word = '', ...rest] = text.split('=');
  const { code } = ruleNamed(rules, word.trim());
  const pattern = rest.join('=').trim();
  if (rest.length === 0 || pattern === '*') return { text, by, code, covers: () => true };
  const parts = pattern.split('/');
  if (parts.length < 2 || parts.length > 3 || parts.includes('')) {
    throw new UsageError(`${text}: a suppression is RULE=Kind/namespace/name, or RULE=Kind/name without a namespace`);
  }
  const [kind = '', place = '', name = place] = parts;
  const namespace = parts.length === 3 ? place : undefined;
  return {
    text,
    by,
    code,
    covers: (subject) =>
      isLike(kind.toLowerCase(), subject.kind.toLowerCase()) &&
      (namespace === undefined ? subject.namespace === undefined : isLike(namespace, subject.namespace ?? '')) &&
      isLike(name, subject.name),
  };
}

/** Whether a text is like a pattern with `*` for any text. */
function isLike(pattern: string, text: string): boolean {
  const [head = '', ...pieces] = pattern.split('*');
  if (pieces.length === 0) return text === pattern;
  if (!text.startsWith(head)) return false;
  const tail = pieces.pop() ?? '';
  let at = head.length;
  for (const piece of pieces) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - tail.length >= at && text.endsWith(tail);
}

/** The suppressions that the annotation of an object asks for; a word that names no rule is one that nothing needs. */
export function annotatedSuppressions(object: KubernetesObject, rules: readonly Rule[]): readonly Suppression[] {
  const value = annotationsOf(object).get(SUPPRESS_ANNOTATION);
  if (value === undefined) return [];
  const ref = refOf(object);
  const key = refKey(ref);
  const namespace = namespaceOf(object);
  const place = `${ref.kind}/${namespace === undefined ? '' : `${namespace}/`}${ref.name}`;
  const words = value.split(',').map((word) => word.trim());
  return words
    .filter((word) => word !== '')
    .map((word) => ({
      text: `${word} (annotation of ${place})`,
      by: 'annotation',
      code: rules.find(({ code, name }) => code === word.toUpperCase() || name === word)?.code ?? '',
      covers: (subject) => refKey(wholeOf(subject)) === key,
    }));
}

/** Findings that count, and those that do not, with what nothing needed. */
export interface Silenced {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly { readonly finding: Finding; readonly by: string }[];
  readonly unused: readonly Suppression[];
}

/**
 * Takes out what is suppressed.
 * @param annotated by the key of an object: what its annotation asks for.
 * @param baseline fingerprints that are known, and what knows them.
 */
export function silence(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  annotated: ReadonlyMap<string, readonly Suppression[]>,
  baseline: { readonly fingerprints: ReadonlySet<string>; readonly by: string } | undefined,
): Silenced {
  const byCode = Map.groupBy(suppressions, ({ code }) => code);
  const used = new Set<Suppression>();
  const kept: Finding[] = [];
  const suppressed: { finding: Finding; by: string }[] = [];
  for (const finding of findings) {
    const { code, subject, fingerprint } = finding;
    const own = annotated.get(refKey(wholeOf(subject))) ?? [];
    const matching = [...own, ...(byCode.get(code) ?? [])].filter((one) => one.code === code && one.covers(subject));
    for (const one of matching) used.add(one);
    const [first] = matching;
    const by = first?.by ?? (baseline?.fingerprints.has(fingerprint) === true ? baseline.by : undefined);
    if (by === undefined) kept.push(finding);
    else suppressed.push({ finding, by });
  }
  const all = [...suppressions, ...[...annotated.values()].flat()];
  return { findings: kept, suppressed, unused: all.filter((one) => !used.has(one)) };
}
