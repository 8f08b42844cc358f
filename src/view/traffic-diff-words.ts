import type {
  AttachmentChange,
  ChangedCondition,
  ChangedValue,
  TrafficChangeKind,
  TrafficDiff,
} from '../documents/traffic-diff.ts';
import type { Mark } from './description.ts';

interface Words {
  /** `1 request moves`, `2 requests move`; undefined where it is told only line by line. */
  readonly one: string;
  readonly many: string;
  /** Of a line, where the answers themselves do not say it. */
  readonly line?: string;
  readonly mark: Mark;
}

const WORDS: Readonly<Record<TrafficChangeKind, Words>> = {
  moves: { one: 'moves', many: 'move', mark: 'note' },
  notFound: { one: 'becomes 404', many: 'become 404', mark: 'broken' },
  fails: { one: 'fails', many: 'fail', mark: 'broken' },
  partlyFails: { one: 'fails in part', many: 'fail in part', mark: 'broken' },
  refused: { one: 'is refused', many: 'are refused', mark: 'broken' },
  reachable: { one: 'becomes reachable', many: 'become reachable', mark: 'ok' },
  otherError: { one: 'gets another error', many: 'get another error', mark: 'note' },
  losesAuthentication: {
    one: 'loses authentication',
    many: 'lose authentication',
    line: 'loses authentication',
    mark: 'broken',
  },
  gainsAuthentication: {
    one: 'gains authentication',
    many: 'gain authentication',
    line: 'gains authentication',
    mark: 'ok',
  },
  authentication: {
    one: 'is authenticated otherwise',
    many: 'are authenticated otherwise',
    line: 'is authenticated otherwise',
    mark: 'note',
  },
  shares: { one: 'is split otherwise', many: 'are split otherwise', mark: 'note' },
  rewrite: { one: 'is rewritten otherwise', many: 'are rewritten otherwise', line: 'other path or host', mark: 'note' },
  headers: { one: 'has other headers', many: 'have other headers', line: 'other headers', mark: 'note' },
  mirrors: { one: 'is copied otherwise', many: 'are copied otherwise', line: 'other mirrors', mark: 'note' },
  filters: { one: 'passes other filters', many: 'pass other filters', line: 'other filters', mark: 'note' },
  settings: {
    one: 'has other timeouts, retries or sessions',
    many: 'have other timeouts, retries or sessions',
    line: 'other timeouts, retries or sessions',
    mark: 'note',
  },
  connection: {
    one: 'is sent on otherwise',
    many: 'are sent on otherwise',
    line: 'other connection to the backend',
    mark: 'note',
  },
  policies: { one: 'meets other policies', many: 'meet other policies', line: 'other policies', mark: 'note' },
};

/** Every kind of change, the worst first of those that a line may have together. */
export const CHANGE_KINDS: readonly TrafficChangeKind[] = [
  'losesAuthentication',
  'notFound',
  'fails',
  'refused',
  'partlyFails',
  'moves',
  'otherError',
  'reachable',
  'gainsAuthentication',
  'authentication',
  'shares',
  'rewrite',
  'headers',
  'mirrors',
  'filters',
  'settings',
  'connection',
  'policies',
];

/** The mark of a change: that of the worst of its kinds. */
export function markOf(kinds: readonly TrafficChangeKind[]): Mark {
  const [worst] = kinds.toSorted((a, b) => CHANGE_KINDS.indexOf(a) - CHANGE_KINDS.indexOf(b));
  return worst === undefined ? 'note' : WORDS[worst].mark;
}

/** What a line says beside the two answers. */
export function lineWords(kinds: readonly TrafficChangeKind[]): readonly string[] {
  return kinds.flatMap((kind) => WORDS[kind].line ?? []);
}

/** The answer in one sentence: `3 requests move, 1 becomes 404, 2 lose authentication`. */
export function summarySentence({ traffic, summary }: Pick<TrafficDiff, 'traffic' | 'summary'>): string {
  const told = traffic.filter(({ accepted }) => accepted !== true);
  const parts: string[] = [];
  for (const kind of ['moves', ...CHANGE_KINDS.filter((one) => one !== 'moves')] as const) {
    // What beside its destination changes of a request is told where nothing graver happens to it.
    const count = told.filter(({ changes }) => (isGrave(kind) ? changes.includes(kind) : changes[0] === kind)).length;
    if (count === 0) continue;
    const { one, many } = WORDS[kind];
    const noun = parts.length > 0 ? '' : count === 1 ? ' request' : ' requests';
    parts.push(`${count}${noun} ${count === 1 ? one : many}`);
  }
  const known = summary.accepted === 0 ? '' : ` (${summary.accepted} known)`;
  if (parts.length > 0) return `${parts.join(', ')}${known}`;
  return summary.notCompared > 0 ? `nothing is known to change${known}` : `no request changes${known}`;
}

function isGrave(kind: TrafficChangeKind): boolean {
  return CHANGE_KINDS.indexOf(kind) <= CHANGE_KINDS.indexOf('gainsAuthentication');
}

/** What of a side could not be compared: `2 requests could not be compared`. */
export function notComparedSentence(count: number): string {
  return `${count} ${count === 1 ? 'request' : 'requests'} could not be compared`;
}

/** `attached`, `not attached (NotAllowedByListeners)`, `no such parentRef` */
export function attachmentText(condition: AttachmentChange['before']): string {
  if (condition === undefined) return 'none';
  return condition.status === 'True' ? 'attached' : `not attached (${condition.reason})`;
}

/** `True`, `False (InvalidKind)` */
export function conditionText({ status, reason }: ChangedCondition): string {
  return reason === '' || reason === status ? status : `${status} (${reason})`;
}

/** The longest value that is shown whole. */
const LONGEST = 60;

/** A value of a policy in one line, with who sets it. */
export function valueText(value: ChangedValue | undefined): string {
  if (value === undefined) return 'not set';
  const { namespace, name, kind } = value.policy;
  const by = `${kind.toLowerCase()} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
  const written = typeof value.value === 'string' ? value.value : (JSON.stringify(value.value) ?? '');
  const text = written.length > LONGEST ? `${written.slice(0, LONGEST)}…` : written;
  return `${text} (${by})`;
}

/** `objects: 1 added, 2 changed, 1 removed`; undefined where none changed. */
export function objectsText({ added, changed, removed }: TrafficDiff['objects']): string | undefined {
  const parts = [
    [added, 'added'],
    [changed, 'changed'],
    [removed, 'removed'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return told.length === 0 ? undefined : `objects: ${told.join(', ')}`;
}
