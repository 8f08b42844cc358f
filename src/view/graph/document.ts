import type { VerdictState, JudgedWorld } from '../../analysis/verdict.ts';
import { verdictOf } from '../../analysis/verdict-of.ts';
import type { Relation } from '../../gateway-api/relation.ts';
import type { EdgeState, GraphNode } from '../../graph/graph.ts';
import type { Gap } from '../../model/gap.ts';
import { refKey } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { sayVerdict } from '../say/verdicts.ts';
import type { DocumentGap } from '../resource-description.ts';
import { say } from '../say/say.ts';
import type { Selection } from './select.ts';

/** `gwctl graph -o json`: what is drawn, as data. Fields are only added, never changed in meaning. */
export interface GraphDocument {
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  readonly kind: 'Graph';
  /** The keys of what was asked for. */
  readonly roots: readonly string[];
  readonly nodes: readonly GraphDocumentNode[];
  readonly edges: readonly GraphDocumentEdge[];
  readonly gaps: readonly DocumentGap[];
}

/** An object, or a section of one: a listener by name, a route rule as `rules[0]`, a Service port by number. */
export interface GraphDocumentNode {
  /** `group/Kind/namespace/name[#section]`: what edges name. */
  readonly key: string;
  readonly ref: ObjectRef;
  readonly presence: GraphNode['presence'];
  readonly state: VerdictState;
  /** Why it is not ok: a reason of the API, and a sentence. */
  readonly reason?: string;
  readonly message?: string;
}

/** A reference and its outcome, from the holder of the field to its target. */
export interface GraphDocumentEdge {
  readonly relation: Relation;
  readonly from: string;
  readonly to: string;
  /** The field that holds the reference; absent where none does (a listener of its Gateway). */
  readonly path?: string;
  readonly state: EdgeState;
  readonly reason?: string;
  readonly message?: string;
  /** The key of the ReferenceGrant that allows it. */
  readonly grant?: string;
  readonly port?: number;
  readonly weight?: number;
  readonly appProtocol?: string;
  /** Of an attachment: the hostnames that are served there, `*` for any. */
  readonly hostnames?: readonly string[];
}

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
