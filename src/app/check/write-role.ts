import type { CheckFlags } from '../../../commands/check.ts';
import type { ExitCode, Io } from '../../cli/io.ts';
import { UsageError } from '../../model/errors.ts';
import { nearestName } from '../../model/near-name.ts';
import { readPolicyKinds } from '../../world/policy-kinds.ts';
import { learnFrom } from '../policy-catalogue.ts';
import type { openSource } from '../scope.ts';
import { writeDocument } from '../write/structured-output.ts';
import { roleFor } from './role-for.ts';
import { needsOf, READING, VERBS_WITH_NEEDS } from './verb-needs.ts';

/** How a role is asked for. */
export interface RoleRequest {
  readonly flags: CheckFlags;
  readonly format: 'json' | 'yaml' | undefined;
  readonly io: Io;
  readonly open: typeof openSource;
}

/**
 * Prints the least ClusterRole, or with `-n` Role, that verbs need; without any, all that only read.
 * @param verbs as gwctl names them.
 * @returns 0: a role of no rules is one, too.
 */
export async function writeRole(verbs: readonly string[], { flags, format, io, open }: RoleRequest): Promise<ExitCode> {
  for (const verb of verbs) {
    if (VERBS_WITH_NEEDS.includes(verb)) continue;
    const near = nearestName(verb, VERBS_WITH_NEEDS);
    throw new UsageError(`unknown verb "${verb}"${near === undefined ? '' : `: did you mean ${near}?`}`);
  }
  const source = await open(flags, io);
  try {
    const { catalog, kinds } = await readPolicyKinds(source, await source.catalog(), await learnFrom(flags, io)());
    const needs = verbs.length === 0 ? READING : verbs.flatMap(needsOf);
    const { namespace } = flags;
    const known = { types: catalog.types, policies: kinds, isWhole: source.kind === 'live' };
    const { rules, clusterScoped } = roleFor(needs, known, namespace !== undefined);
    const role = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: namespace === undefined ? 'ClusterRole' : 'Role',
      metadata: {
        name: ['gwctl', ...verbs].join('-'),
        ...(namespace !== undefined && { namespace }),
      },
      rules,
    };
    if (clusterScoped.length > 0) {
      io.writeError(`Note: a Role cannot permit what belongs to no namespace: ${clusterScoped.join(', ')}\n`);
    }
    await writeDocument(role, format ?? 'yaml', io);
    return 0;
  } finally {
    source.close();
  }
}
