import type { ObjectRef } from '../documents/ref.ts';
import type { TraceDeviation, TraceResult, TraceStep } from '../documents/trace-result.ts';
import { CONFIDENCE } from './say/confidence.ts';
import { percentText } from './say/routing-words.ts';
import { nodeText, sectionText } from './say/paths.ts';
import type { Tone } from './table.ts';
import { sentTexts } from './routing-test-text.ts';
import { answerText, requestText } from './trace-answer.ts';

/** A row: a label, what is so, and the field that decides. */
export interface TraceRow {
  readonly label: string;
  readonly text: string;
  readonly field?: string | undefined;
}

/** The answer to one request as a person reads it: the answer first, then the way, then what else might have been meant. */
export interface TracePage {
  readonly answer: string;
  readonly tone: Tone | undefined;
  /** The field to blame. */
  readonly field?: string | undefined;
  readonly way: readonly TraceRow[];
  readonly parts: readonly { readonly title: string; readonly rows: readonly TraceRow[] }[];
}

const LABELS: Readonly<Record<TraceStep['step'], string>> = {
  address: 'gateway',
  listener: 'listener',
  tls: 'tls',
  listenerFilters: 'first',
  hostname: 'hostname',
  route: 'route',
  filters: 'filters',
  backend: 'backends',
  policies: 'policies',
};

/** One answer as a page. */
export function tracePage(result: TraceResult): TracePage {
  const { outcome, decided, rejected, notes, deviations } = result;
  const others = rejected.map(({ of, field, text }): TraceRow => ({ label: placeText(of), text, field }));
  const known = deviations.map((deviation): TraceRow => ({ label: '', text: deviationText(deviation) }));
  const specified = specifiedRows(result);
  const sent = result.sent === undefined ? [] : sentTexts(result.sent).map((text) => ({ label: '', text }));
  return {
    answer: answerText(result),
    tone: toneOf(result),
    field: outcome.field,
    way: [...withSights(result, mergeRows(decided)), ...failingRows(result)],
    parts: [
      { title: 'Sent:', rows: sent },
      { title: 'Nearest others:', rows: others },
      { title: 'This controller:', rows: [...specified, ...known] },
      { title: 'Worth knowing:', rows: notes.map((text) => ({ label: '', text })) },
    ].filter(({ rows }) => rows.length > 0),
  };
}

/** What a controller does otherwise, with how that is known. */
export function deviationText({ implementation, text, confidence, version }: TraceDeviation): string {
  return `${implementation} ${text} (${CONFIDENCE[confidence]}, ${version})`;
}

/** Where the controller's answer stands first: what the specification says. */
function specifiedRows({ outcome, specification, implementation, request }: TraceResult): readonly TraceRow[] {
  if (specification === undefined || outcome !== implementation) return [];
  return [{ label: '', text: `the specification says: ${answerText({ outcome: specification, request })}` }];
}

/** One line of a list of requests. */
export function traceLine(result: TraceResult): string {
  const id = result.id === undefined ? '' : `${result.id}  `;
  return `${id}${requestText(result.request)}  ${answerText(result)}`;
}

function toneOf({ outcome: { state, statusCode, grpcStatus } }: TraceResult): Tone {
  if (state === 'unknown') return 'warning';
  if (state !== 'answered') return 'bad';
  return (statusCode ?? 200) >= 400 || (grpcStatus ?? 0) !== 0 ? 'bad' : 'good';
}

/** `httproute shop/cart rule 0`, `gateway shop/web listener https` */
export function placeText(of: ObjectRef): string {
  const { section } = of;
  if (section === undefined) return nodeText(of);
  return of.kind.endsWith('Route')
    ? `${nodeText(of)} rule ${sectionText(section)}`
    : `${nodeText(of)} listener ${section}`;
}

/** The label of a step stands once; of a route its name is the label. */
function mergeRows(decided: readonly TraceStep[]): readonly TraceRow[] {
  let last = '';
  return decided.map(({ step, text, of, field }): TraceRow => {
    const label =
      step === 'route' && of !== undefined
        ? nodeText(of)
        : step === 'address' && of?.kind === 'Service'
          ? 'mesh'
          : LABELS[step];
    const shown = label === last ? '' : label;
    last = label;
    return { label: shown, text, field };
  });
}

/** What the backend sees stands behind the filters that changed it. */
function withSights({ outcome, request }: TraceResult, rows: readonly TraceRow[]): readonly TraceRow[] {
  const { rewritten, requestHeaders, backends } = outcome;
  const [only] = backends;
  if (only === undefined || !rows.some(({ label }) => label === 'filters')) return rows;
  const host = rewritten?.host ?? request.host ?? '';
  const path = rewritten?.path ?? request.path ?? '';
  const headers = Object.entries(requestHeaders ?? {}).filter(([name]) => name !== 'host');
  const shown = headers.slice(0, MOST_HEADERS).map(([name, value]) => `${name}: ${value}`);
  const more = headers.length > MOST_HEADERS ? [`${headers.length - MOST_HEADERS} more headers`] : [];
  const text = [`${request.method ?? ''} ${path}`.trim(), `Host ${host}`, ...shown, ...more].join(', ');
  const at = rows.findIndex(({ label }) => label === 'backends');
  const row: TraceRow = { label: 'backend sees', text };
  return at < 0 ? [...rows, row] : [...rows.slice(0, at), row, ...rows.slice(at)];
}

const MOST_HEADERS = 6;

/** The shares of requests that get an error although a backend may answer. */
function failingRows({ outcome: { backends, failing = [] } }: TraceResult): readonly TraceRow[] {
  if (backends.length === 0) return [];
  return failing.map(({ field, share, statusCode, reason }, at): TraceRow => {
    return { label: at === 0 ? 'fails' : '', text: `${percentText(share)} with ${statusCode}: ${reason}`, field };
  });
}
