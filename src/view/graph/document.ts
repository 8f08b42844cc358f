import type { JudgedWorld } from '../../analysis/verdict.ts';
import { verdictOf } from '../../analysis/verdict-of.ts';
import type { DocumentGap } from '../../documents/gap.ts';
import type { GraphDocument } from '../../documents/graph.ts';
import type { Gap } from '../../model/gap.ts';
import { refKey } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { sayVerdict } from '../say/verdicts.ts';
import { say } from '../say/say.ts';
import type { Selection } from './select.ts';

/** A selection as a document. */
export function graphDocument(
  world: JudgedWorld,
  { roots, nodes, edges }: Selection,
  gaps: readonly Gap[],
): GraphDocument {
  return {
    apiVersion: 'gwctl.dev/v1alpha1',
    kind: 'Graph',
    roots: [...roots],
    nodes: [...nodes.values()].map((node) => {
      const verdict = verdictOf(world, node.ref);
      const { reason, message } = sayVerdict(verdict);
      return {
        key: node.key,
        ref: bare(node.ref),
        presence: node.presence,
        state: verdict.state,
        ...said('reason', reason),
        ...said('message', message),
      };
    }),
    edges: edges.map((edge) => ({
      relation: edge.relation,
      from: refKey(edge.from),
      to: refKey(edge.to),
      ...said('path', edge.path),
      state: edge.state,
      ...said('reason', edge.reason),
      ...said('message', say(edge.because)),
      ...(edge.grant === undefined ? {} : { grant: refKey(edge.grant) }),
      ...(edge.port === undefined ? {} : { port: edge.port }),
      ...(edge.weight === undefined ? {} : { weight: edge.weight }),
      ...(edge.appProtocol === undefined ? {} : { appProtocol: edge.appProtocol }),
      ...(edge.hostnames === undefined ? {} : { hostnames: edge.hostnames }),
    })),
    gaps: documentGaps(gaps),
  };
}

function said<Key extends string>(key: Key, text: string): Partial<Record<Key, string>> {
  const field: Partial<Record<Key, string>> = {};
  if (text !== '') field[key] = text;
  return field;
}

function bare({ group, kind, namespace, name, section }: ObjectRef): ObjectRef {
  return {
    group,
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
    ...(section === undefined ? {} : { section }),
  };
}

/** Each gap once; what could not be read may hide nodes, edges and states. */
function documentGaps(gaps: readonly Gap[]): readonly DocumentGap[] {
  const distinct = new Map<string, DocumentGap>();
  for (const { what, namespace, reason, message } of gaps) {
    const gap = {
      kind: what,
      ...(namespace === undefined ? {} : { namespace }),
      reason,
      message,
      affects: ['nodes', 'edges'],
    };
    distinct.set(`${what}\n${namespace ?? ''}\n${reason}\n${message}`, gap);
  }
  return [...distinct.values()];
}
