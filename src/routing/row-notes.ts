import type { Fact } from '../model/fact.ts';
import type { MatchInput } from './match-input.ts';
import { pathnameOf } from './match-input.ts';
import type { RoutedRequest } from './routed-request.ts';
import type { Row } from './row.ts';

/** What implementations decide about the match of a row: expressions, and fields that come more than once. */
export function rowNotes(row: Row, input: MatchInput, isExpressionOrdered: boolean): readonly Fact[] {
  const notes: Fact[] = isExpressionOrdered ? [{ code: 'expressionOrder' }] : [];
  const { path, grpcService, grpcMethod, headers, query, ref } = row;
  const fields = [...headers, ...query];
  for (const test of [path?.text, grpcService, grpcMethod, ...fields.map((field) => field.test)]) {
    if (test?.type !== 'RegularExpression') continue;
    notes.push(
      test.pattern === undefined
        ? { code: 'expressionNotUnderstood', expression: test.value, route: ref }
        : { code: 'expressionDialect', expression: test.value },
    );
  }
  for (const { what, name } of fields)
    if (input.isRepeated(what, name)) notes.push({ code: 'fieldRepeated', what, name });
  return notes;
}

/** Paths that gateways may change before they match: empty elements, dots, encoded separators. */
export function requestNotes({ path }: RoutedRequest): readonly Fact[] {
  const pathname = pathnameOf(path);
  const isNormal = !/\/\/|\/\.{1,2}(?:\/|$)|%2f|%5c|\\/i.test(pathname);
  return isNormal ? [] : [{ code: 'pathNotNormal', path: pathname }];
}
