import { readRecord, readString } from '../../model/read.ts';
import type { FieldTest, TextTest } from '../field-test.ts';
import { isPathPrefix } from '../match-row.ts';
import type { CompilePattern, Pattern } from '../pattern.ts';
import type { Row } from '../row.ts';
import type { Behaviours } from './behaviours.ts';
import { normalisePath } from './normalise-path.ts';
import { decode } from './request-view.ts';
import type { RequestView } from './request-view.ts';

/** Compiles an expression as it is anchored: whole, from the beginning only, or anywhere. */
export type CompileAnchored = (expression: string, anchor: 'full' | 'start' | 'none') => Pattern | undefined;

/** An engine whose expressions match a whole text, asked for parts of one. Each expression is compiled once. */
export function anchoring(compile: CompilePattern): CompileAnchored {
  const known = new Map<string, Pattern | undefined>();
  return (expression, anchor) => {
    const before = anchor === 'none' ? '(?s:.*)' : '';
    const behind = anchor === 'full' ? '' : '(?s:.*)';
    const whole = `${before}(?:${expression})${behind}`;
    if (!known.has(whole)) known.set(whole, compile(whole));
    return known.get(whole);
  };
}

/** How a row is matched: what is known of an implementation, the rest as the specification says. */
export interface MatchRules {
  readonly behaviours: Behaviours;
  readonly compile: CompileAnchored;
}

/** Whether an implementation takes a row for a request, its hostname apart. */
export function matchesAs(row: Row, view: RequestView, rules: MatchRules): boolean {
  return pathMatchesAs(row, view, rules) && matchesBesidePathAs(row, view, rules);
}

/** Whether the path alone matches. */
export function pathMatchesAs(
  { path, rule, match }: Row,
  view: RequestView,
  { behaviours, compile }: MatchRules,
): boolean {
  if (path === undefined) return true;
  const pathname = normalisePath(view.pathname, behaviours.normalise?.value);
  switch (path.type) {
    case 'Exact':
      return behaviours.wildcardsInExact?.value === true ? globMatches(path.value, pathname) : path.value === pathname;
    case 'RegularExpression':
      return compile(path.value, behaviours.regexAnchor?.value ?? 'full')?.matches(pathname) === true;
    case 'PathPrefix': {
      if (behaviours.prefixUnit?.value === 'char') return pathname.startsWith(path.value);
      const written = readString(
        readRecord(readRecord(match === undefined ? undefined : rule.matches[match])['path'])['value'],
      );
      if (behaviours.prefixTrailingSlash?.value === 'literal' && written?.endsWith('/') === true) {
        return pathname.startsWith(written);
      }
      return isPathPrefix(path.value, pathname);
    }
  }
}

/** Whether all but the path matches. */
export function matchesBesidePathAs(row: Row, view: RequestView, rules: MatchRules): boolean {
  const { method, grpc, scheme } = view.request;
  if (row.method !== undefined && row.method !== method) return false;
  if (row.kind === 'GRPCRoute') {
    const serviceOnly = rules.behaviours.grpcServiceOnly?.value ?? 'prefix';
    if (serviceOnly !== 'prefix' && row.grpcService !== undefined && row.grpcMethod === undefined) return false;
    if (grpc === undefined) return false;
    if (row.grpcService !== undefined && !isText(row.grpcService, grpc.service, 'full', rules)) return false;
    if (row.grpcMethod !== undefined && !isText(row.grpcMethod, grpc.method, 'full', rules)) return false;
  }
  if (rules.behaviours.redirectSchemeGuard?.value === true && redirectScheme(row) === scheme) return false;
  return [...row.headers, ...row.query].every((test) => hasFieldAs(test, view, rules));
}

/** The scheme that a rule redirects to; undefined where it does not. */
export function redirectScheme({ rule }: Row): string | undefined {
  const redirect = rule.filters.find(({ type }) => type === 'RequestRedirect');
  return readString(readRecord(redirect?.['requestRedirect'])['scheme']);
}

function hasFieldAs({ what, name, test }: FieldTest, view: RequestView, rules: MatchRules): boolean {
  const anchor = rules.behaviours.headerRegexAnchor?.value ?? 'full';
  const values = what === 'header' ? headerValuesAs(view.header(name), rules) : queryValuesAs(view.query(name), rules);
  return values.some((value) => isText(test, value, anchor, rules));
}

function headerValuesAs(values: readonly string[], { behaviours }: MatchRules): readonly string[] {
  if (values.length === 0) return [];
  switch (behaviours.duplicateRequestHeader?.value ?? 'joined') {
    case 'joined':
      return [values.join(',')];
    case 'any':
      return values;
    case 'split':
      return values.join(',').split(',');
  }
}

function queryValuesAs(values: readonly string[], { behaviours }: MatchRules): readonly string[] {
  const read = behaviours.queryDecoded?.value === false ? values : values.map(decode);
  switch (behaviours.queryRepeated?.value ?? 'first') {
    case 'first':
      return read.slice(0, 1);
    case 'last':
      return read.slice(-1);
    case 'any':
      return read;
  }
}

function isText(test: TextTest, text: string, anchor: 'full' | 'start' | 'none', { compile }: MatchRules): boolean {
  return test.type === 'Exact' ? test.value === text : compile(test.value, anchor)?.matches(text) === true;
}

/** `*` stands for any text, `?` for one character. In time linear in the text for each piece between two stars. */
function globMatches(glob: string, text: string): boolean {
  let [at, star, resume] = [0, -1, 0];
  let place = 0;
  while (at < text.length) {
    const wanted = glob[place];
    if (wanted === '*') {
      star = place++;
      resume = at;
    } else if (wanted === '?' || (wanted !== undefined && wanted === text[at])) {
      at++;
      place++;
    } else if (star >= 0) {
      place = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  while (glob[place] === '*') place++;
  return place === glob.length;
}
