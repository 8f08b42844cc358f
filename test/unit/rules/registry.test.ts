import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { FAMILIES, RULES } from '../../../src/analysis/rules/registry.ts';
import type { Rule } from '../../../src/analysis/rules/rule.ts';
import { SYMPTOM_CODES } from '../../../src/analysis/symptom-code.ts';
import type { AnalysisReport, Finding } from '../../../src/documents/analysis-report.ts';
import { GATEWAY_API_TYPES, SERVICE, SECRET, CONFIG_MAP } from '../../../src/gateway-api/kinds.ts';
import type { Gap } from '../../../src/model/gap.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { refKey } from '../../../src/model/ref.ts';
import { SnapshotBuilder } from '../../../src/world/memory-snapshot.ts';
import type { World } from '../../../src/world/world.ts';
import { analyzeText, analyzeWorld, changesOf, manifestOf, worldOfText } from '../../support/analyze.ts';
import { richCluster } from '../../support/random-cluster.ts';
import { inputText, recordingWorld } from '../../support/recording-world.ts';

const CODE = /^GW[1-9]\d{3}$/;
const ALSO_ASKED = [SERVICE, SECRET, CONFIG_MAP];

function example(rule: Rule, which: 'bad' | 'good'): string {
  return beside(rule, rule[which]);
}

function beside(rule: Rule, manifests: string): string {
  return rule.beside === undefined ? manifests : `${rule.beside}---${manifests}`;
}

/** What stood there before a change, of a rule about changes. */
function beforeOf(rule: Rule): string | undefined {
  return rule.before === undefined ? undefined : beside(rule, rule.before);
}

/** `GW2003 HTTPRoute cart spec.rules[0].backendRefs[0]: …` */
function lines({ findings }: Pick<AnalysisReport, 'findings'>): readonly string[] {
  return findings.map(({ code, subject, path, message }) => `${code} ${refKey(subject)} ${path}: ${message}`);
}

function weighty({ findings }: AnalysisReport): readonly Finding[] {
  return findings.filter(({ severity }) => severity !== 'info');
}

suite('the registry of rules', () => {
  test('codes and names are unique and have their shape', () => {
    const codes = RULES.map(({ code }) => code);
    const names = RULES.map(({ name }) => name);
    assert.deepEqual([...new Set(codes)], codes);
    assert.equal(new Set(names).size, names.length);
    for (const { code, name } of RULES) {
      assert.match(code, CODE);
      assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    }
  });

  // A line `GW2003 backend-port` a code; of a rule that is gone `GW2003 retired`: the code is never used again.
  test('codes are permanent', async () => {
    for (const [digit, family] of Object.entries(FAMILIES)) {
      const path = new URL(`codes/${family}.txt`, import.meta.url);
      const now = RULES.filter(({ code }) => code.startsWith(`GW${digit}`)).map(({ code, name }) => `${code} ${name}`);
      const kept = (await readFile(path, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
      if (process.env['UPDATE_GOLDEN'] === '1') {
        const retired = kept.filter((line) => line.endsWith(' retired'));
        await writeFile(
          path,
          [...retired, ...now]
            .toSorted()
            .map((line) => `${line}\n`)
            .join(''),
        );
        continue;
      }
      assert.deepEqual(
        kept.filter((line) => !line.endsWith(' retired')),
        now,
        family,
      );
      const codes = kept.map((line) => line.split(' ')[0]);
      assert.equal(new Set(codes).size, codes.length, `${family}: a code is used twice`);
    }
  });

  test('texts are whole sentences', () => {
    for (const { code, what, why, how } of RULES) {
      for (const text of [what, why, how]) assert.match(text, /^[A-Z`].*[.)]$/s, code);
    }
  });
});

for (const rule of RULES) {
  suite(`${rule.code} ${rule.name}`, () => {
    test('finds what is wrong in its bad example, and no other rule does', async () => {
      const report = await analyzeText(example(rule, 'bad'), { before: beforeOf(rule) });
      // A file that is read, but is itself what is wrong, is a finding too.
      const found = new Set(report.findings.map(({ message }) => message));
      assert.deepEqual(
        report.gaps.filter(({ message }) => !found.has(message)),
        [],
      );
      const also = new Set(rule.also);
      assert.ok(
        report.findings.some(({ code }) => code === rule.code),
        lines(report).join('\n'),
      );
      const others = weighty(report).filter(({ code }) => code !== rule.code && !also.has(code));
      assert.deepEqual(lines({ findings: others }), []);
    });

    test('finds nothing in its good example, and no other rule does', async () => {
      const report = await analyzeText(example(rule, 'good'), { before: beforeOf(rule) });
      assert.deepEqual(report.gaps, []);
      const also = new Set(rule.also);
      const found = report.findings.filter(
        ({ code, severity }) => code === rule.code || (severity !== 'info' && !also.has(code)),
      );
      assert.deepEqual(lines({ findings: found }), []);
    });

    test('declares what it asks', async () => {
      const asked = new Set<string>();
      for (const which of ['bad', 'good'] as const) {
        const world = await worldOfText(example(rule, which));
        const before = beforeOf(rule);
        const changes = before === undefined ? undefined : changesOf(await worldOfText(before), world);
        const recording = recordingWorld(world, changes);
        for (const found of rule.check(recording.world)) assert.ok(found.subject.name !== '');
        for (const input of recording.asked) asked.add(input);
      }
      assert.deepEqual([...asked].toSorted(), rule.inputs.map(inputText).toSorted());
    });

    // What `status` shows, and what a controller says, holds whatever else could be read (test/law).
    if (rule.inputs.includes('problems')) return;

    test('is silent where nothing but its subjects could be read', async () => {
      const world = await worldOfText(example(rule, 'bad'));
      const subjects = analyzeWorld(world, [rule]).findings.map(({ subject }) => subject);
      for (const subject of subjects) {
        const lookup = world.snapshot.find(subject);
        if (lookup.state !== 'found') continue;
        const alone = withGaps(world, lookup.object);
        const found = analyzeWorld(alone, [rule]).findings;
        // What is wrong with an object by itself is wrong whatever else there is.
        const known = new Set(
          lines(await analyzeText(manifestOf([lookup.object]), { rules: [rule], complete: false })),
        );
        assert.deepEqual(
          lines({ findings: found }).filter((line) => !known.has(line)),
          [],
        );
      }
    });
  });
}

suite('all rules', () => {
  test('everything that status can show has its rule, which works nothing out itself', () => {
    const ofProblems = RULES.filter(({ inputs }) => inputs.includes('problems')).map(({ code }) => code);
    assert.deepEqual(ofProblems, [...SYMPTOM_CODES].toSorted());
  });

  test('say nothing where nothing could be read', () => {
    const builder = new SnapshotBuilder();
    for (const gap of everyGap()) builder.addGap(gap);
    const snapshot = builder.build('live');
    const report = analyzeWorld({ snapshot, policyKinds: [], gaps: snapshot.gaps });
    assert.deepEqual(report.findings, []);
  });

  test('end on random clusters, and find the same in whatever order the objects come', async () => {
    await fc.assert(
      fc.asyncProperty(richCluster, fc.infiniteStream(fc.nat()), async (objects, numbers) => {
        const report = await analyzeText(manifestOf(objects));
        const shuffled = objects
          .map((object) => ({ object, at: numbers.next().value }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ object }) => object);
        const again = await analyzeText(manifestOf(shuffled));
        assert.deepEqual(again.findings, report.findings);
        const prints = report.findings.map(({ fingerprint }) => fingerprint);
        assert.equal(new Set(prints).size, prints.length);
      }),
      { numRuns: 60 },
    );
  });
});

/** The kinds of the Gateway API and what they refer to, none of which may be read. */
function everyGap(): readonly Gap[] {
  return [...GATEWAY_API_TYPES, ...ALSO_ASKED].map(({ group, kind }): Gap => ({
    what: kind,
    group,
    kind,
    reason: 'forbidden',
    message: `${kind} is forbidden`,
  }));
}

function withGaps({ policyKinds }: World, object: KubernetesObject): World {
  const builder = new SnapshotBuilder();
  builder.add(object);
  for (const gap of everyGap()) builder.addGap(gap);
  const snapshot = builder.build('live');
  return { snapshot, policyKinds, gaps: snapshot.gaps };
}
