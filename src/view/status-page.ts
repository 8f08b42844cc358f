import type { Block, Description, Line, Mark } from './description.ts';
import { cutList } from '../text/cut-list.ts';
import { parentName } from './status.ts';
import type { ParentStatusLine, ReportedProblem, RouteCounts, StatusReport } from '../documents/status-report.ts';
import type { Cell } from './table.ts';
import { statusCell } from './tables/status-cell.ts';

/** The status report as one screen: classes, Gateways with what attaches to them, routes, and the worst problems. */
export function statusPage(report: StatusReport): Description {
  const blocks: Block[] = [];
  if (report.classes.length > 0) {
    blocks.push({
      type: 'table',
      label: 'Classes',
      columns: ['NAME', 'CONTROLLER', 'ACCEPTED', 'GATEWAYS'],
      rows: report.classes.map(({ ref, controllerName, accepted, gateways }) => [
        ref.kind === 'GatewayClass' ? ref.name : `${ref.kind.toLowerCase()} ${ref.name}`,
        controllerName,
        statusCell(accepted),
        ref.kind === 'GatewayClass' ? String(gateways) : '-',
      ]),
    });
  }
  if (report.parents.length > 0) blocks.push(parentTable(report.parents, report.namespace === undefined));
  if (report.routes.total > 0) blocks.push({ type: 'field', label: 'Routes', values: [routeLine(report.routes)] });
  blocks.push(problemBlock(report), ...openBlocks(report));
  return { blocks };
}

function parentTable(parents: readonly ParentStatusLine[], withNamespace: boolean): Block {
  return {
    type: 'table',
    label: 'Gateways',
    columns: ['NAME', 'CLASS', 'ADDRESSES', 'PROGRAMMED', 'LISTENERS', 'ATTACHED', 'REFUSED'],
    rows: parents.map((parent): readonly Cell[] => [
      parentName(parent, withNamespace),
      belongsTo(parent),
      parent.ref.kind === 'Gateway' ? cutList(parent.addresses, false) : '-',
      parent.programmed === undefined ? '-' : statusCell(parent.programmed),
      listenersCell(parent),
      parent.attached === undefined ? '<unknown>' : String(parent.attached),
      refusedCell(parent),
    ]),
  };
}

function refusedCell({ refused }: ParentStatusLine): Cell {
  if (refused === undefined) return '<unknown>';
  return refused === 0 ? '0' : { text: String(refused), tone: 'bad' };
}

function belongsTo({ ref, belongsTo: owner }: ParentStatusLine): string {
  if (ref.kind === 'Gateway') return owner;
  return owner === '' ? '(mesh)' : `gateway/${owner}`;
}

function listenersCell({ listeners, goodListeners, programmed }: ParentStatusLine): Cell {
  if (programmed === undefined) return '-';
  if (listeners === goodListeners) return String(listeners);
  return { text: `${goodListeners} of ${listeners} ok`, tone: 'bad' };
}

function routeLine({ total, attached, partial, refused, unknown, detached }: RouteCounts): string {
  const parts = [
    [attached, 'attached'],
    [partial, 'partly attached'],
    [refused, 'refused'],
    [unknown, 'unknown'],
    [detached, 'without a parent'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return `${total} (${said.join(', ')})`;
}

function problemBlock({ problems, problemCount, gaps }: StatusReport): Block {
  if (problemCount === 0) {
    const [text, mark]: readonly [string, Mark] =
      gaps.length === 0 ? ['none', 'ok'] : ['none in what could be read', 'unknown'];
    return { type: 'lines', label: 'Problems', lines: [{ mark, cells: [text] }] };
  }
  const more = problemCount - problems.length;
  return {
    type: 'lines',
    label: `Problems (${problemCount})`,
    lines: problems.map(problemLine),
    more: more > 0 ? `and ${more} more: --problems=0 shows all` : undefined,
  };
}

/** What is neither right nor wrong as long as nobody knows what stands outside of the files. */
function openBlocks({ openReferences = 0 }: StatusReport): readonly Block[] {
  if (openReferences === 0) return [];
  const [lead, count] = openReferences === 1 ? ['reference leads', 'it'] : ['references lead', 'them'];
  const text = `${openReferences} ${lead} outside these files; --complete counts ${count} as missing`;
  return [{ type: 'lines', label: 'Open', lines: [{ mark: 'unknown', cells: [text] }] }];
}

function problemLine({ rank, subject, path, reason, message, command }: ReportedProblem): Line {
  const name = subject.namespace === undefined ? subject.name : `${subject.namespace}/${subject.name}`;
  const section = subject.section === undefined ? '' : `#${subject.section}`;
  const where = path === '' ? '' : `, ${path}`;
  return {
    mark: rank === 'stale' ? 'note' : 'broken',
    cells: [`${subject.kind.toLowerCase()} ${name}${section}`, `${reason}${where}`],
    details: [...(message === '' ? [] : [[message]]), [{ text: command, tone: 'muted' }]],
  };
}

/** Whether nothing that was looked at is wrong: what `--check` fails for. */
export function isAllRight({ problemCount }: StatusReport): boolean {
  return problemCount === 0;
}
