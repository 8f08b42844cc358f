import type { Command } from '../src/cli/define-command.ts';
import { analyze } from './analyze.ts';
import { apiResources } from './api-resources.ts';
import { apply } from './apply.ts';
import { check } from './check.ts';
import { completion } from './completion.ts';
import { deleteCommand } from './delete.ts';
import { describe } from './describe.ts';
import { diff } from './diff.ts';
import { effective } from './effective.ts';
import { explain } from './explain.ts';
import { get } from './get.ts';
import { graph } from './graph.ts';
import { status } from './status.ts';
import { table } from './table.ts';
import { test } from './test.ts';
import { trace } from './trace.ts';
import { version } from './version.ts';

/** Every verb, in the order of the help. */
export const commands: readonly Command[] = [
  get,
  describe,
  graph,
  status,
  analyze,
  effective,
  trace,
  test,
  table,
  diff,
  explain,
  check,
  apply,
  deleteCommand,
  apiResources,
  completion,
  version,
];
