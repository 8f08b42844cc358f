import type { Finding } from '../../documents/analysis-report.ts';
import type { ObjectRef } from '../../documents/ref.ts';

/** An object, or a part of it, as it is called in reports: `HTTPRoute shop/cart`, `Gateway infra/web listener https`. */
export function objectText({ kind, namespace, name, section }: ObjectRef): string {
  const whole = `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
  return section === undefined ? whole : `${whole}#${section}`;
}

/** What is wrong in one line: `HTTPRoute shop/cart: spec.rules[0].backendRefs[0]: Service pay has no port 80`. */
export function findingLine({ subject, path, message }: Pick<Finding, 'subject' | 'path' | 'message'>): string {
  return [objectText(subject), ...(path === '' ? [] : [path]), message].join(': ');
}

/** The same with what is to be done, and which rule says so. */
export function findingLines(finding: Finding): readonly string[] {
  const { code, name, fix, related } = finding;
  return [
    findingLine(finding),
    ...(fix === undefined ? [] : [`fix: ${fix}`]),
    ...(related.length === 0 ? [] : [`see also: ${related.map(objectText).join(', ')}`]),
    `rule: ${code} ${name} (${moreAbout(finding)})`,
  ];
}

/** Where a rule is explained: its address, or what tells the same of a page that lies in the package. */
export function moreAbout({ code, docs }: Pick<Finding, 'code' | 'docs'>): string {
  return addressOf(docs) ?? `gwctl explain ${code}`;
}

/** The page of a rule as an address that a browser opens; undefined where it is none. */
export function addressOf(docs: string): string | undefined {
  return /^https?:\/\//i.test(docs) && URL.canParse(docs) ? new URL(docs).href : undefined;
}

/** The file of a finding that has one which others can open: standard input is none. */
export function findingFile({ origin }: Pick<Finding, 'origin'>): Finding['origin'] {
  return origin?.file === 'stdin' ? undefined : origin;
}

/** A path in a repository that gwctl is started in the root of, with the slashes of addresses. */
export function repositoryPath(file: string): string {
  return file.replaceAll('\\', '/').replace(/^(?:\.\/+)+/, '');
}
