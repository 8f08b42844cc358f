import type { TrafficChange, TrafficDiff } from '../documents/traffic-diff.ts';
import { escapeControl } from '../text/escape.ts';
import { displayWidth } from '../text/width.ts';
import { nodeText } from '../view/say/paths.ts';
import { placeText, requestsText } from '../view/traffic-diff.ts';
import {
  attachmentText,
  conditionText,
  lineWords,
  markOf,
  notComparedSentence,
  objectsText,
  summarySentence,
  valueText,
} from '../view/traffic-diff-words.ts';
import type { DescriptionStyle } from './description.ts';
import { formatMarkdown } from './flat-table.ts';
import { MARK_TONES, marksOf } from './marks.ts';
import type { Marks } from './marks.ts';
import { paint } from './paint.ts';
import type { Paint } from './paint.ts';

/** How many lines of what explains a difference are told, and of what could not be compared. */
const MOST = 50;
const MOST_OPEN = 5;
const GAP = 3;

interface Style {
  readonly painter: Paint;
  readonly marks: Marks;
  readonly arrow: string;
}

/** A difference as text: the answer first, then the requests by Gateway, then what explains them. */
export function formatTrafficDiff(document: TrafficDiff, { color, unicode }: DescriptionStyle): string {
  const style: Style = { painter: paint(color), marks: marksOf(unicode), arrow: unicode ? '→' : '->' };
  const sections: readonly (readonly string[])[] = [
    headLines(document),
    ...trafficLines(document, style),
    ...reasonLines(document, style.arrow),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function headLines(document: TrafficDiff): readonly string[] {
  const { notCompared, summary, unusedAccepted = [] } = document;
  return [
    escapeControl(summarySentence(document)),
    ...(notCompared.length === 0 ? [] : [notComparedSentence(notCompared.length)]),
    ...(summary.complete ? [] : ['so many matches overlap that not all pairs of them were tried']),
    ...unusedAccepted.map(
      ({ at, requests, before, after }) =>
        `accepted, but not found any more: ${escapeControl(`${requests} at ${at}: ${before} to ${after}`)}`,
    ),
  ];
}

function trafficLines({ traffic }: TrafficDiff, { painter, marks, arrow }: Style): readonly (readonly string[])[] {
  const told = traffic.filter(({ accepted }) => accepted !== true);
  return [...Map.groupBy(told, placeText)].map(([place, changes]) => {
    const names = changes.map((change) => escapeControl(requestsText(change)));
    const width = Math.min(48, Math.max(...names.map(displayWidth)));
    return [
      escapeControl(place),
      ...changes.flatMap((change, at) => {
        const name = names[at] ?? '';
        const mark = markOf(change.changes);
        const padding = ' '.repeat(Math.max(0, width - displayWidth(name)) + GAP);
        return [
          `  ${painter(marks[mark], MARK_TONES[mark])} ${name}${padding}${escapeControl(changeText(change, arrow))}`,
          ...change.before.only.map((text) => `      - ${escapeControl(text)}`),
          ...change.after.only.map((text) => `      + ${escapeControl(text)}`),
        ];
      }),
    ];
  });
}

/** `service shop/cart:80 → 404`; where only what is on the way changes, the one answer and what that is. */
function changeText({ before, after, changes }: TrafficChange, arrow: string): string {
  const answer = before.text === after.text ? before.text : `${before.text} ${arrow} ${after.text}`;
  return [answer, ...lineWords(changes)].join(', ');
}

interface Reasons {
  readonly title: string;
  readonly lines: readonly string[];
}

function reasonsOf(document: TrafficDiff, arrow: string): readonly Reasons[] {
  const { attachments, conditions, policies, notCompared, objects } = document;
  const object = objectsText(objects);
  return [
    {
      title: 'attachments',
      lines: attachments.map(
        ({ route, parentRef: { kind, namespace, name, sectionName }, before, after }) =>
          `${nodeText(route)} at ${nodeText({ group: '', kind, namespace, name })}${sectionName === undefined ? '' : `#${sectionName}`}: ${attachmentText(before)} ${arrow} ${attachmentText(after)}`,
      ),
    },
    {
      title: 'conditions',
      lines: conditions.map(
        ({ object: of, type, before, after }) =>
          `${nodeText(of)}${of.section === undefined ? '' : `#${of.section}`} ${type}: ${conditionText(before)} ${arrow} ${conditionText(after)}`,
      ),
    },
    {
      title: 'effective policies',
      lines: policies.map(
        ({ policyKind, path, field, before, after }) =>
          `${policyKind.kind} on ${path}: ${field === '' ? '' : `${field} `}${valueText(before)} ${arrow} ${valueText(after)}`,
      ),
    },
    {
      title: 'could not be compared',
      lines: [
        ...notCompared
          .slice(0, MOST_OPEN)
          .map((one) => `${requestsText(one)} at ${nodeText(one.parent)} (${one.side}): ${one.reason ?? ''}`),
        ...(notCompared.length > MOST_OPEN ? [`… and ${notCompared.length - MOST_OPEN} more`] : []),
      ],
    },
    { title: object ?? '', lines: object === undefined ? [] : [''] },
  ];
}

function reasonLines(document: TrafficDiff, arrow: string): readonly (readonly string[])[] {
  return reasonsOf(document, arrow)
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines }) => {
      const shown = lines.slice(0, MOST).filter((line) => line !== '');
      const rest = lines.length > MOST ? [`  … and ${lines.length - MOST} more`] : [];
      return [title, ...shown.map((line) => `  ${escapeControl(line)}`), ...rest];
    });
}

/** The same for a pull request: the answer, a table, and the rest folded. */
export function formatTrafficDiffMarkdown(document: TrafficDiff): string {
  const told = document.traffic.filter(({ accepted }) => accepted !== true);
  const [first = '', ...rest] = headLines(document);
  const parts = [`**${escapeMarkdown(first)}**\n`, ...rest.map((line) => `${escapeMarkdown(line)}\n`)];
  if (told.length > 0) {
    parts.push(
      formatMarkdown({
        columns: ['Where', 'Requests', 'Before', 'After', 'What changes'],
        rows: told.map((change) => [
          placeText(change),
          requestsText(change),
          change.before.text,
          change.after.text,
          changeWords(change),
        ]),
      }),
    );
  }
  for (const { title, lines } of reasonsOf(document, '→')) {
    const shown = lines.filter((line) => line !== '').slice(0, MOST);
    if (lines.length === 0) continue;
    if (shown.length === 0) parts.push(`${escapeMarkdown(title)}\n`);
    else {
      const items = shown.map((line) => `- ${escapeMarkdown(line)}\n`).join('');
      const more = lines.length > MOST ? `- … and ${lines.length - MOST} more\n` : '';
      parts.push(`<details><summary>${title} (${lines.length})</summary>\n\n${items}${more}\n</details>\n`);
    }
  }
  return parts.join('\n');
}

function changeWords({ changes, before, after }: TrafficChange): string {
  const only = [...before.only.map((text) => `- ${text}`), ...after.only.map((text) => `+ ${text}`)];
  return [...lineWords(changes), ...only].join('; ');
}

/** Nothing of it is markup. */
function escapeMarkdown(text: string): string {
  return escapeControl(text).replaceAll(/[\\`*_[\]<>|~#&]/g, String.raw`\$&`);
}
