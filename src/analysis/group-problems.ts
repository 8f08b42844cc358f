import { parentOf } from '../gateway-api/parent-ref.ts';
import { isRouteKind } from '../gateway-api/kinds.ts';
import type { Graph } from '../graph/graph.ts';
import type { Fact } from '../model/fact.ts';
import { isSameObject, refKey, wholeOf } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import { causeOf } from './cause.ts';
import { PROBLEM_RANKS } from './problem.ts';
import type { Problem, Symptom } from './problem.ts';
import { reasonOf } from './verdict.ts';

/**
 * Makes of symptoms the faults behind them, the worst first: each cause once, with what waits for it. The object that is to blame
 * for a symptom need not be among those that were asked about; its own trouble is looked up then.
 * @param symptomsOf everything that is wrong with an object and its parts.
 */
export function groupProblems(
  graph: Graph,
  symptoms: readonly Symptom[],
  symptomsOf: (object: ObjectRef) => readonly Symptom[],
): readonly Problem[] {
  const groups = new Map<string, SymptomGroup>();
  const blame = new Blame(graph, symptomsOf);
  // What one field of one object is wrong for is one fault, whatever it selects.
  const keys = new Map<string, string>();
  for (const symptom of symptoms) {
    const cause = blame.causeOf(symptom);
    const own = keyOf(cause);
    const key = keys.get(own) ?? causeOf(graph, cause);
    keys.set(own, key);
    const group = groups.get(key) ?? { causes: [], effects: [], alike: [] };
    groups.set(key, group);
    group.causes.push(cause);
    if (cause === symptom) continue;
    group.effects.push(symptom);
    if (group.alike.length === 0) group.alike.push(...blame.alike(cause, key));
  }
  const problems = [...groups.values()].flatMap((group) => problemOf(group) ?? []);
  return problems.toSorted(byRank);
}

interface SymptomGroup {
  readonly causes: Symptom[];
  readonly effects: Symptom[];
  /** What else is wrong for the same cause with an object that was not asked about: the fault may be seen better there. */
  readonly alike: Symptom[];
}

function problemOf({ causes, effects, alike }: SymptomGroup): Problem | undefined {
  const [first] = [...causes, ...alike].toSorted((a, b) => directness(a) - directness(b) || byRank(a, b));
  if (first === undefined) return undefined;
  const own = refKey(first.subject);
  const others = new Map<string, ObjectRef>();
  for (const { subject } of [...causes, ...effects]) {
    const key = refKey(subject);
    // A Gateway does not wait for its own listener, nor a listener for its Gateway: they are one object.
    const isWhole = subject.section === undefined || first.subject.section === undefined;
    if (key !== own && !(isWhole && isSameObject(subject, first.subject))) others.set(key, subject);
  }
  const [worst = first] = causes.toSorted(byRank);
  const consequences = [...others].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, ref]) => ref);
  return { ...first, rank: worst.rank, consequences };
}

/** Where a fault is seen best: at the reference that leads nowhere, before what follows for the object that holds it. */
function directness({ because }: Symptom): number {
  return because.code === 'reference' ? 0 : because.code === 'tlsFails' ? 2 : 1;
}

function byRank(a: Symptom, b: Symptom): number {
  return PROBLEM_RANKS.indexOf(a.rank) - PROBLEM_RANKS.indexOf(b.rank) || (keyOf(a) < keyOf(b) ? -1 : 1);
}

function keyOf({ subject, path, because }: Symptom): string {
  return `${refKey(subject)} ${path} ${reasonOf(because)}`;
}

/** Reasons of a Gateway or ListenerSet that its listeners tell. */
const SAID_BY_LISTENERS: ReadonlySet<string> = new Set(['ListenersNotValid', 'ListenersNotResolved', 'Invalid']);

/** Follows symptoms to the object whose own trouble they come from. */
class Blame {
  readonly #graph: Graph;
  readonly #symptomsOf: (object: ObjectRef) => readonly Symptom[];
  /** By the key of an object. */
  readonly #known = new Map<string, readonly Symptom[]>();
  readonly #byCause = new Map<string, ReadonlyMap<string, readonly Symptom[]>>();

  constructor(graph: Graph, symptomsOf: (object: ObjectRef) => readonly Symptom[]) {
    this.#graph = graph;
    this.#symptomsOf = symptomsOf;
  }

  /** The symptom from which another comes: itself where nothing else is to blame. */
  causeOf(symptom: Symptom): Symptom {
    let cause = symptom;
    const seen = new Set<string>();
    for (;;) {
      seen.add(keyOf(cause));
      const next = this.#above(cause);
      if (next === undefined || seen.has(keyOf(next))) return cause;
      cause = next;
    }
  }

  /** What is wrong for a cause with the object of a symptom. */
  alike({ subject }: Symptom, cause: string): readonly Symptom[] {
    const whole = refKey(wholeOf(subject));
    const byCause =
      this.#byCause.get(whole) ?? Map.groupBy(this.#of(subject), (symptom) => causeOf(this.#graph, symptom));
    this.#byCause.set(whole, byCause);
    return byCause.get(cause) ?? [];
  }

  #above(symptom: Symptom): Symptom | undefined {
    const { subject, because } = symptom;
    if (because.code === 'waits') return this.#at(because.on, reasonOf(because.because));
    if (because.code === 'tlsFails') return this.#at(because.policy, reasonOf(because));
    if (because.code === 'pending' || because.code === 'unreported') {
      return this.#wayUp(subject) ?? this.#ofWhole(this.#superior(symptom));
    }
    if (because.code !== 'computed' && because.code !== 'reported') return undefined;
    const gateway = because.code === 'computed' ? gatewayToBlame(because.condition.because) : undefined;
    if (gateway !== undefined) return this.#at(gateway, '');
    return SAID_BY_LISTENERS.has(reasonOf(because)) ? this.#ofListeners(subject) : this.#byReference(symptom);
  }

  /** What is wrong with an object or part of it, for that reason if it is known: with the part, else the whole, else any part. */
  #at(ref: ObjectRef, reason: string): Symptom | undefined {
    const symptoms = this.#of(ref);
    const isMeant = ({ subject }: Symptom): boolean => subject.section === ref.section;
    const [direct] = symptoms
      .filter((one) => isMeant(one) && reasonOf(one.because) === reason)
      .toSorted((a, b) => directness(a) - directness(b));
    return (
      direct ?? symptoms.find(isMeant) ?? symptoms.find(({ subject }) => subject.section === undefined) ?? symptoms[0]
    );
  }

  /** A class or parent that does not exist leaves an object to nobody. */
  #wayUp(subject: ObjectRef): Symptom | undefined {
    return this.#of(subject).find(
      ({ because }) =>
        because.code === 'reference' && (because.edge.relation === 'class' || because.edge.relation === 'parent'),
    );
  }

  /** What is wrong with an object as a whole. */
  #ofWhole(ref: ObjectRef | undefined): Symptom | undefined {
    return ref === undefined ? undefined : this.#of(ref).find(({ subject }) => subject.section === undefined);
  }

  /** Who has to act first on an object on which no controller has reported: its class, or its parent. */
  #superior({ subject, path }: Symptom): ObjectRef | undefined {
    if (isRouteKind(subject)) {
      const attachment = this.#graph.attachments(subject).find((one) => one.path === path);
      return attachment === undefined ? undefined : parentOf(attachment.parentRef);
    }
    const holder = wholeOf(subject);
    if (subject.section !== undefined) return holder;
    const [above] = [...this.#graph.outgoing(holder, 'class'), ...this.#graph.outgoing(holder, 'parent')];
    return above?.to;
  }

  /** A Gateway or ListenerSet that is refused for its listeners. */
  #ofListeners(subject: ObjectRef): Symptom | undefined {
    if (subject.section !== undefined || this.#graph.parent(subject) === undefined) return undefined;
    return this.#of(subject).find((one) => one.subject.section !== undefined && one.rank === 'listener');
  }

  /** A controller that refuses a policy for a reference that leads nowhere; what competes with it is another matter. */
  #byReference({ subject, rank, because }: Symptom): Symptom | undefined {
    if (rank !== 'policy' || because.code !== 'reported' || because.condition.reason === 'Conflicted') return undefined;
    return this.#of(subject).find((one) => one.because.code === 'reference');
  }

  #of(ref: ObjectRef): readonly Symptom[] {
    const whole = wholeOf(ref);
    const key = refKey(whole);
    const known = this.#known.get(key) ?? this.#symptomsOf(whole);
    this.#known.set(key, known);
    return known;
  }
}

/** The Gateway that keeps a ListenerSet from being accepted. */
function gatewayToBlame(fact: Fact | undefined): ObjectRef | undefined {
  return fact?.code === 'parentNotAccepted' ? fact.gateway : undefined;
}
