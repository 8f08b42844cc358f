import type { RuleInput } from '../../src/analysis/rules/rule.ts';
import { openRuleWorld } from '../../src/analysis/rules/rule-world.ts';
import type { RuleWorld } from '../../src/analysis/rules/rule-world.ts';
import { loadPatterns } from '../../src/app/trace/load-patterns.ts';
import { groupKindKey } from '../../src/model/ref.ts';
import type { GroupKind } from '../../src/model/ref.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import type { RequestChange } from '../../src/routing/difference/table-difference.ts';
import type { World } from '../../src/world/world.ts';
import { NOW } from './analyze.ts';

const COMPILE = await loadPatterns();

/** The world of rules, and what a rule asked of it by itself: not what the graph and the tables asked for it. */
export interface RecordingWorld {
  readonly world: RuleWorld;
  readonly asked: ReadonlySet<string>;
}

/** Says an input as the recording does. */
export function inputText(input: RuleInput): string {
  return typeof input === 'string' ? input : groupKindKey(input);
}

/** A world that writes down what it is asked, with a change or without. Edges are asked for by their relation: all of them at once are `every relation`. */
export function recordingWorld({ snapshot, policyKinds }: World, changes?: readonly RequestChange[]): RecordingWorld {
  const asked = new Set<string>();
  const inner = openRuleWorld({ snapshot, policyKinds, compile: COMPILE, now: NOW, wants: () => true, changes });
  const { graph } = inner;
  const relation = (relations: unknown): void => {
    if (typeof relations === 'string') asked.add(relations);
    else if (relations instanceof Set) for (const one of relations) asked.add(String(one));
    else asked.add('every relation');
  };
  const world: RuleWorld = {
    ...inner,
    snapshot: recordingSnapshot(snapshot, (type) => asked.add(groupKindKey(type))),
    graph: {
      node: (ref) => graph.node(ref),
      attachments: (ref) => graph.attachments(ref),
      parent: (ref) => graph.parent(ref),
      ancestors: (ref) => graph.ancestors(ref),
      edges: (ref) => {
        relation(undefined);
        return graph.edges(ref);
      },
      outgoing: (ref, one) => {
        relation(one);
        return graph.outgoing(ref, one);
      },
      incoming: (ref, some) => {
        relation(some);
        return graph.incoming(ref, some);
      },
    },
    edges: (one) => {
      asked.add(one);
      return inner.edges(one);
    },
    problems: (code) => {
      asked.add('problems');
      return inner.problems(code);
    },
    traffic: () => {
      asked.add('traffic');
      return inner.traffic();
    },
    departures: () => {
      asked.add('departures');
      return inner.departures();
    },
    policies: () => {
      asked.add('policies');
      return inner.policies();
    },
    policyReports: () => {
      asked.add('policies');
      return inner.policyReports();
    },
    changes: () => {
      asked.add('changes');
      return inner.changes();
    },
    violations: (object) => {
      asked.add('violations');
      return inner.violations(object);
    },
    certificates: (ref) => {
      asked.add('certificates');
      return inner.certificates(ref);
    },
    judgements: () => {
      asked.add('judgements');
      return inner.judgements();
    },
  };
  return { world, asked };
}

function recordingSnapshot(snapshot: Snapshot, note: (type: GroupKind) => void): Snapshot {
  return {
    origin: snapshot.origin,
    gaps: snapshot.gaps,
    find: (ref) => {
      note(ref);
      return snapshot.find(ref);
    },
    list: (type) => {
      note(type);
      return snapshot.list(type);
    },
    listIn: (type, namespace) => {
      note(type);
      return snapshot.listIn(type, namespace);
    },
    referrers: (type, to) => {
      note(type);
      return snapshot.referrers(type, to);
    },
    names: (type, namespace) => snapshot.names(type, namespace),
    groupsOf: (kind) => snapshot.groupsOf(kind),
    serves: (type) => snapshot.serves(type),
    isComplete: (type, namespace) => snapshot.isComplete(type, namespace),
    holdsAll: (type, namespace) => snapshot.holdsAll(type, namespace),
    knowsReferrers: (type, to) => {
      note(type);
      return snapshot.knowsReferrers(type, to);
    },
    violations: (ref) => snapshot.violations(ref),
    judgement: (ref) => snapshot.judgement(ref),
  };
}
