import { FieldReader } from '../model/field-reader.ts';
import type { FieldFault, FieldPath } from '../model/field-reader.ts';
import { readString } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import type { CatalogueEntry, LevelName, MergeRules, StrategyName, TargetKind } from './catalogue-entry.ts';
import { HIERARCHY } from './levels.ts';
import type { PolicyClass } from './policy-kind.ts';

/** The entries of a catalogue that are right, and what is wrong with the others. */
export interface CatalogueReading {
  readonly entries: readonly CatalogueEntry[];
  readonly faults: readonly FieldFault[];
}

/** `apiVersion` of a catalogue file. */
export const CATALOGUE_VERSION = 'gwctl.dev/v1alpha1';
/** `kind` of a catalogue file. */
export const CATALOGUE_KIND = 'PolicyCatalogue';

const CLASSES: readonly PolicyClass[] = ['Direct', 'Inherited', 'Unknown'];
const STRATEGIES: readonly StrategyName[] = [
  'None',
  'AtomicDefaults',
  'AtomicOverrides',
  'PatchDefaults',
  'PatchOverrides',
  'StrategicMerge',
  'DefaultsAndOverrides',
  'Custom',
];
const SECTIONS = ['listener', 'rule', 'port'] as const;

/**
 * Reads a user's catalogue: `policies`, each with `group`, `kind`, and as far as known `class`, `targets`, `strategy`,
 * `strategyField`, `wrappers`, `control`, `wholes`, `hierarchy`, `annotation`, `extensionFilter`. Fields that are not known
 * are faults: a typo must not pass for knowledge.
 * @param value the parsed file.
 * @param source named as the entries' source where they name none: the file.
 */
export function readCatalogue(value: unknown, source: string): CatalogueReading {
  const reader = new FieldReader();
  const root = reader.record(value, []);
  if (root === undefined) return { entries: [], faults: reader.faults };
  if (root['apiVersion'] !== CATALOGUE_VERSION) reader.fault(['apiVersion'], `must be ${CATALOGUE_VERSION}`);
  if (root['kind'] !== CATALOGUE_KIND) reader.fault(['kind'], `must be ${CATALOGUE_KIND}`);
  reader.known(root, [], ['apiVersion', 'kind', 'metadata', 'policies']);
  const entries = reader.list(root['policies'], ['policies']).flatMap((item, place) => {
    const before = reader.faults.length;
    const entry = readEntry(reader, item, ['policies', place], source);
    return entry === undefined || reader.faults.length > before ? [] : [entry];
  });
  return { entries, faults: reader.faults };
}

function readEntry(reader: FieldReader, value: unknown, path: FieldPath, source: string): CatalogueEntry | undefined {
  const item = reader.record(value, path);
  if (item === undefined) return undefined;
  reader.known(item, path, [
    'group',
    'kind',
    'class',
    'targets',
    'strategy',
    'strategyField',
    'wrappers',
    'control',
    'wholes',
    'hierarchy',
    'annotation',
    'extensionFilter',
    'source',
  ]);
  const kind = reader.text(item, path, 'kind');
  const entry: CatalogueEntry = {
    group: typeof item['group'] === 'string' ? item['group'] : (reader.text(item, path, 'group') ?? ''),
    kind: kind ?? '',
    class: reader.choice(item, path, 'class', CLASSES) ?? 'Unknown',
    targets: reader.list(item['targets'], [...path, 'targets']).flatMap((target, place) => {
      return readTarget(reader, target, [...path, 'targets', place]) ?? [];
    }),
    merge: readMerge(reader, item, path),
    hierarchy: item['hierarchy'] === undefined ? undefined : readHierarchy(reader, item, path),
    annotation: item['annotation'] === undefined ? undefined : reader.text(item, path, 'annotation'),
    extensionFilter: reader.choice(item, path, 'extensionFilter', [true, false]),
    source: item['source'] === undefined ? source : (reader.text(item, path, 'source') ?? source),
  };
  return kind === undefined ? undefined : entry;
}

function readTarget(reader: FieldReader, value: unknown, path: FieldPath): TargetKind | undefined {
  const target = reader.record(value, path);
  if (target === undefined) return undefined;
  reader.known(target, path, ['group', 'kind', 'section']);
  const kind = reader.text(target, path, 'kind');
  const section = target['section'] === undefined ? undefined : reader.choice(target, path, 'section', SECTIONS);
  return kind === undefined ? undefined : { group: readString(target['group']) ?? '', kind, section };
}

function readMerge(reader: FieldReader, item: JsonRecord, path: FieldPath): MergeRules {
  const strategy = reader.choice(item, path, 'strategy', STRATEGIES) ?? 'Custom';
  const chooser = item['strategyField'] === undefined ? undefined : readChooser(reader, item, path);
  const wrappers = item['wrappers'] === undefined ? undefined : readWrappers(reader, item, path);
  const control = reader.texts(item['control'], [...path, 'control']);
  const wholes = reader.texts(item['wholes'], [...path, 'wholes']);
  return { strategy, chooser, wrappers, control, wholes };
}

function readChooser(reader: FieldReader, item: JsonRecord, path: FieldPath): MergeRules['chooser'] {
  const at = [...path, 'strategyField'];
  const chooser = reader.record(item['strategyField'], at);
  if (chooser === undefined) return undefined;
  reader.known(chooser, at, ['field', 'values', 'by']);
  const field = reader.text(chooser, at, 'field');
  const values: [string, StrategyName][] = [];
  const written = reader.record(chooser['values'], [...at, 'values']) ?? {};
  for (const name of Object.keys(written)) {
    const strategy = reader.choice(written, [...at, 'values'], name, STRATEGIES);
    if (strategy !== undefined) values.push([name, strategy]);
  }
  const by = reader.choice(chooser, at, 'by', ['established', 'challenger']) ?? 'established';
  return field === undefined ? undefined : { field, values: Object.fromEntries(values), by };
}

function readWrappers(reader: FieldReader, item: JsonRecord, path: FieldPath): MergeRules['wrappers'] {
  const at = [...path, 'wrappers'];
  const wrappers = reader.record(item['wrappers'], at);
  if (wrappers === undefined) return undefined;
  reader.known(wrappers, at, ['defaults', 'overrides']);
  return {
    defaults: reader.texts(wrappers['defaults'], [...at, 'defaults']),
    overrides: reader.texts(wrappers['overrides'], [...at, 'overrides']),
  };
}

function readHierarchy(reader: FieldReader, item: JsonRecord, path: FieldPath): readonly LevelName[] {
  const at = [...path, 'hierarchy'];
  return reader.texts(item['hierarchy'], at).flatMap((name, place) => {
    const level = HIERARCHY.find((known) => known === name);
    if (level === undefined) reader.fault([...at, place], `must be one of ${HIERARCHY.join(', ')}`);
    return level ?? [];
  });
}
