import type { JudgedWorld } from '../../analysis/verdict.ts';
import { verdictOf } from '../../analysis/verdict-of.ts';
import type { GraphDocument } from '../../documents/graph.ts';
import type { Gap } from '../../model/gap.ts';
import { refKey } from '../../model/ref.ts';
import { distinctGaps, documentGap } from '../document-gaps.ts';
import { withoutAbsent } from '../without-absent.ts';
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
      return withoutAbsent({
        key: node.key,
        ref: withoutAbsent(node.ref),
        presence: node.presence,
        state: verdict.state,
        reason: textOf(reason),
        message: textOf(message),
      });
    }),
    edges: edges.map((edge) =>
      withoutAbsent({
        relation: edge.relation,
        from: refKey(edge.from),
        to: refKey(edge.to),
        path: textOf(edge.path),
        state: edge.state,
        reason: textOf(edge.reason),
        message: textOf(say(edge.because)),
        grant: edge.grant === undefined ? undefined : refKey(edge.grant),
        port: edge.port,
        weight: edge.weight,
        appProtocol: edge.appProtocol,
        hostnames: edge.hostnames,
      }),
    ),
    gaps: distinctGaps(gaps).map((gap) => documentGap(gap, ['nodes', 'edges'])),
  };
}

/** An empty text is not there. */
function textOf(text: string): string | undefined {
  return text === '' ? undefined : text;
}
