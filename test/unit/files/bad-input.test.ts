import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { CannotRunError } from '../../../src/model/errors.ts';
import type { SkippedReason } from '../../../src/model/skipped.ts';
import { gapTexts, names, openText } from './open-text.ts';

const GOOD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: good}\n';
const HEAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: bad}\n';

/** A document, the line within it that is to blame, what is said of it, and why it is none of a cluster, if it cannot be. */
const BROKEN: readonly (readonly [string, string | Buffer, number, string, SkippedReason?])[] = [
  [
    'YAML that does not parse',
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: bad\n bad: x\n',
    5,
    'bad indentation of a mapping entry',
  ],
  ['a duplicate key', `${HEAD}data: {a: "1"}\ndata: {b: "2"}\n`, 5, 'duplicated mapping key'],
  ['a duplicate key deeper down', `${HEAD}data:\n  a: "1"\n  a: "2"\n`, 6, 'duplicated mapping key'],
  ['an unknown tag', `${HEAD}data: !Ref x\n`, 4, 'unknown scalar tag !<!Ref>'],
  ['an alias without its anchor', `${HEAD}data: *x\n`, 4, 'unidentified alias "x"'],
  ['an alias inside its own anchor', `${HEAD}data: &x {a: *x}\n`, 1, 'aliases expand to too many values'],
  ['a number that JSON lacks', `${HEAD}data: {a: .inf}\n`, 1, 'unsupported value: .inf'],
  ['a scalar', 'foo\n', 1, 'a string, not a Kubernetes object', 'notKubernetes'],
  ['a number', '42\n', 1, 'a number, not a Kubernetes object', 'notKubernetes'],
  ['a sequence', '- a\n- b\n', 1, 'a list, not a Kubernetes object', 'notKubernetes'],
  [
    'a mapping of something else',
    'name: x\n',
    1,
    'not a Kubernetes object: neither apiVersion nor kind',
    'notKubernetes',
  ],
  [
    'a list of something else',
    'version: 3\nitems:\n- a\n- b\n',
    1,
    'not a Kubernetes object: neither apiVersion nor kind',
    'notKubernetes',
  ],
  ['no kind', 'apiVersion: v1\nmetadata: {name: a}\n', 1, 'object has no kind'],
  ['a kind that is no text', 'apiVersion: v1\nkind: 3\nmetadata: {name: a}\n', 1, 'kind must be a non-empty string'],
  ['no apiVersion', 'kind: ConfigMap\nmetadata: {name: a}\n', 1, 'ConfigMap has no apiVersion'],
  [
    'an apiVersion that is no text',
    'apiVersion: 1\nkind: A\nmetadata: {name: a}\n',
    1,
    'apiVersion must be a non-empty string',
  ],
  ['no metadata', 'apiVersion: v1\nkind: ConfigMap\n', 1, 'ConfigMap has no metadata'],
  [
    'metadata of another shape',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: x\n',
    1,
    'ConfigMap has metadata that is no object',
  ],
  ['no name', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n', 1, 'ConfigMap has no metadata.name'],
  [
    'a name that is no text',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: 12}\n',
    1,
    'ConfigMap has a metadata.name that is not a non-empty string',
  ],
  [
    'only generateName',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: a-}\n',
    1,
    'ConfigMap has only metadata.generateName "a-": it has no name yet',
    'generateName',
  ],
  [
    'a namespace that is no text',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: 1}\n',
    1,
    'ConfigMap "a" has a metadata.namespace that is not a string',
  ],
  [
    'a Kustomization',
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n',
    1,
    'a Kustomization, not an object of a cluster: build it first, for example with kubectl kustomize',
    'kustomization',
  ],
  [
    'a Kustomization without its type',
    'resources:\n- a.yaml\n',
    1,
    'a Kustomization, not an object of a cluster: build it first, for example with kubectl kustomize',
    'kustomization',
  ],
  [
    'a template',
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n',
    4,
    'a template, not a manifest ({{ … }}): render it first, for example with helm template',
    'template',
  ],
  [
    'a template in quotes',
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: "{{ .Release.Name }}"\n',
    4,
    'a template, not a manifest ({{ … }}): render it first, for example with helm template',
    'template',
  ],
  [
    'a NUL byte',
    Buffer.from('apiVersion: v1\nkind: A\nmetadata: {name: "\0"}\n'),
    3,
    'contains NUL bytes: not a text file, or UTF-16 without a byte order mark',
  ],
  ['invalid UTF-8', Buffer.from([...Buffer.from('a: b\nc: '), 0xff, 0x0a]), 2, 'not valid UTF-8', 'notKubernetes'],
  [
    'a surrogate in UTF-8',
    Buffer.from([...Buffer.from('a: '), 0xed, 0xa0, 0x80, 0x0a]),
    1,
    'not valid UTF-8',
    'notKubernetes',
  ],
  [
    'broken JSON',
    '{"apiVersion":"v1",\n"kind":"ConfigMap" "metadata"}\n',
    2,
    "not valid JSON: Expected ',' or '}' after property value",
  ],
  [
    'JSON that is too deep',
    `{"a":${'['.repeat(600)}${']'.repeat(600)}}\n`,
    1,
    'nested deeper than 500 levels',
    'notKubernetes',
  ],
  [
    'YAML that is too deep',
    `a: ${'['.repeat(600)}${']'.repeat(600)}\n`,
    1,
    'nesting exceeded maxDepth (500)',
    'notKubernetes',
  ],
];

function join(...parts: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

function item(name: string): string {
  return `- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: ${name}\n`;
}

/** Each level holds nine of the one before. */
function bomb(levels: number): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < levels; level++) {
    lines.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ')}]`);
  }
  return `${HEAD}${lines.join('\n')}\n`;
}

describe('one broken document', () => {
  for (const [name, text, line, message, skipped] of BROKEN) {
    it(`${name}: is named with its line, and the rest is read`, async () => {
      const source = await openText(join('---\n', text, '---\n', GOOD));
      assert.deepEqual(gapTexts(source), skipped === undefined ? [`stdin:${line + 1}: ${message}`] : []);
      const places =
        skipped === undefined ? [] : [{ reason: skipped, file: 'stdin', line: line + 1, isWholeFile: false }];
      assert.deepEqual(source.skipped?.(), places);
      assert.deepEqual(await names(source, 'cm'), ['default/good']);
    });
    it(`${name}: alone is an error`, async () => {
      await assert.rejects(
        openText(join(text)),
        (error) => error instanceof CannotRunError && error.message === `error: stdin:${line}: ${message}`,
      );
    });
  }

  it('in a list: is named with its line, and the other items are read', async () => {
    const source = await openText(`apiVersion: v1\nitems:\n${item('a')}${item('"b')}${item('c')}kind: List\n`);
    assert.deepEqual(await names(source, 'cm'), ['default/a', 'default/c']);
    assert.equal(source.gaps().length, 1);
    assert.match(gapTexts(source).join(), /^stdin:1[01]: /);
  });

  it('of a known kind leaves a gap of that kind', async () => {
    const source = await openText(`apiVersion: v1\nkind: Service\nmetadata: {namespace: x}\n---\n${GOOD}`);
    assert.deepEqual(
      source.gaps().map(({ group, kind, namespace, reason }) => ({ group, kind, namespace, reason })),
      [{ group: '', kind: 'Service', namespace: 'x', reason: 'failed' }],
    );
  });

  it('of a template is said once a file', async () => {
    const template = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .a }}\n---\n';
    const source = await openText(template + template + GOOD);
    assert.equal(source.skipped?.().length, 1);
  });
});

describe('half a list', () => {
  it('of YAML: its last item may have lost its end and is not believed', async () => {
    const source = await openText(`apiVersion: v1\nitems:\n${item('a')}${item('b')}${item('c')}`);
    assert.deepEqual(await names(source, 'cm'), ['default/a', 'default/b']);
    assert.deepEqual(gapTexts(source), ['stdin:1: this list is incomplete: is the input truncated? 2 items were read']);
  });
  it('of JSON: its whole items are read', async () => {
    const whole = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}';
    const source = await openText(`{"apiVersion":"v1","kind":"List","items":[\n${whole},\n{"apiVersion":"v1","ki`);
    assert.deepEqual(await names(source, 'cm'), ['default/a']);
    assert.deepEqual(gapTexts(source), ['stdin:1: this list is incomplete: is the input truncated? 1 item was read']);
  });
  it('half a JSON object is no object', async () => {
    await assert.rejects(openText('\n{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"'), {
      message: 'error: stdin:2: the input ends in the middle of this document',
    });
  });
});

describe('YAML aliases', () => {
  it('that explode are refused at once', async () => {
    await assert.rejects(openText(bomb(40)), { message: 'error: stdin:1: aliases expand to too many values' });
  });
  it('of one long text are counted by its length', async () => {
    const text = `${HEAD}a: &a ${'x'.repeat(100_000)}\nb: [${Array.from({ length: 200 }, () => '*a').join(', ')}]\n`;
    await assert.rejects(openText(text), { message: 'error: stdin:1: aliases expand to too many values' });
  });
  it('that nest deeper than text could are refused', async () => {
    const lines = Array.from({ length: 600 }, (_, level) => `y${level + 1}: &a${level + 1} [*a${level}]`);
    await assert.rejects(openText(`${HEAD}y0: &a0 [x]\n${lines.join('\n')}\n`), {
      message: 'error: stdin:1: nested deeper than 500 levels',
    });
  });
  it('in reason are written out', async () => {
    const source = await openText(bomb(3));
    assert.deepEqual(await names(source, 'cm'), ['default/bad']);
  });
});

describe('encodings', () => {
  it('UTF-8 may have a byte order mark', async () => {
    const source = await openText(join(Buffer.from([0xef, 0xbb, 0xbf]), GOOD));
    assert.deepEqual(await names(source, 'cm'), ['default/good']);
  });
  it('UTF-16 is read where a byte order mark says so', async () => {
    const text = GOOD.replace('good', 'gööd');
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const bytes of [little, Buffer.from(little).swap16()]) {
      assert.deepEqual(await names(await openText(bytes), 'cm'), ['default/gööd']);
    }
  });
  it('UTF-16 without one is named', async () => {
    await assert.rejects(openText(Buffer.from(GOOD, 'utf16le')), {
      message: 'error: stdin:1: contains NUL bytes: not a text file, or UTF-16 without a byte order mark',
    });
  });
});

describe('any damage to an input', () => {
  const text = `${HEAD}data: &d {a: "1"}\n---\napiVersion: v1\nitems:\n${item('a')}${item('b')}kind: List\n---\n{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"}}]}\n`;
  const damage = fc.record({
    at: fc.nat(text.length),
    length: fc.nat(12),
    insert: fc.oneof(
      fc.constantFrom(
        '---\n',
        '\n',
        '- ',
        '"',
        "'",
        '{',
        '}',
        '[',
        ']',
        '{{',
        '&a ',
        '*a',
        '!x ',
        '|\n',
        '\t',
        '\0',
        ': ',
      ),
      fc.string({ maxLength: 4, unit: 'binary' }),
    ),
  });
  it('leaves objects, gaps or one clear error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), async (damages) => {
        let damaged = text;
        for (const { at, length, insert } of damages) {
          damaged = damaged.slice(0, at) + insert + damaged.slice(at + length);
        }
        try {
          const source = await openText(damaged);
          assert.ok(source.gaps().every(({ what }) => /^stdin:\d+$/.test(what)));
          await names(source, 'cm');
        } catch (error) {
          assert.ok(error instanceof CannotRunError, String(error));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('nothing to read', () => {
  for (const text of ['', '\n', '# only a comment\n', '---\n---\n', 'null\n', '~']) {
    it(`${JSON.stringify(text)} is an error`, async () => {
      await assert.rejects(openText(text), { message: 'error: no objects found in stdin' });
    });
  }
  it('tells at most ten reasons', async () => {
    await assert.rejects(openText('foo\n---\n'.repeat(25)), (error) => {
      assert.ok(error instanceof CannotRunError);
      assert.equal(error.message.split('\n').length, 11);
      assert.match(error.message, /… and 15 more like these$/);
      return true;
    });
  });
});

describe('what a file hides', () => {
  it('is the object alone that it names', async () => {
    const broken = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  a: 1\n b: 2\n';
    const source = await openText(`${broken}---\n${GOOD}`, 'shop');
    assert.deepEqual(
      source.gaps().map(({ group, kind, namespace, name }) => ({ group, kind, namespace, name })),
      [{ group: '', kind: 'Service', namespace: 'shop', name: 'web' }],
    );
  });
  it('is never more than the kind that it says', async () => {
    const source = await openText(`apiVersion: v1\nkind: Service\nspec: [\n---\n${GOOD}`);
    assert.deepEqual(
      source.gaps().map(({ group, kind, name }) => ({ group, kind, name })),
      [{ group: '', kind: 'Service', name: undefined }],
    );
  });
  it('of two definitions is that object, which is there', async () => {
    const [first, second] = [weightOf(1), weightOf(2)];
    const source = await openText(`${first}---\n${second}`);
    assert.deepEqual(
      source.gaps().map(({ kind, namespace, name, isDuplicate }) => ({ kind, namespace, name, isDuplicate })),
      [{ kind: 'ConfigMap', namespace: 'default', name: 'bad', isDuplicate: true }],
    );
  });
});

function weightOf(weight: number): string {
  return `${HEAD}data: {weight: "${weight}"}\n`;
}
