import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { runGet } from './run-get.ts';

const shop = { namespace: 'shop' };
const managedFields = [{ manager: 'kubectl' }];
const a: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', namespace: 'shop', managedFields },
  data: { size: '2Gi' },
};
const b: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'b', namespace: 'shop' },
  data: { size: '500Mi' },
};
const fake = { objects: [a, b] };

const EMPTY_LIST = `{
    "apiVersion": "v1",
    "items": [],
    "kind": "List",
    "metadata": {
        "resourceVersion": ""
    }
}
`;

describe('json, yaml and kyaml', () => {
  test('a single name gives the object, managedFields left out', async () => {
    const { out } = await runGet(['cm', 'a'], { ...shop, output: 'yaml' }, fake);
    assert.equal(out, 'apiVersion: v1\ndata:\n  size: 2Gi\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: shop\n');
    const whole = await runGet(['cm/a'], { ...shop, output: 'yaml', showManagedFields: true }, fake);
    assert.match(whole.out, /metadata:\n  managedFields:\n  - manager: kubectl\n  name: a\n/);
  });

  test('everything else gives a v1 List, written page by page', async () => {
    for (const pageSize of [1, 2]) {
      const { out } = await runGet(['cm'], { ...shop, output: 'json' }, { ...fake, pageSize });
      assert.deepEqual(JSON.parse(out), {
        apiVersion: 'v1',
        items: [
          { ...a, metadata: { name: 'a', namespace: 'shop' } },
          { ...b, metadata: { name: 'b', namespace: 'shop' } },
        ],
        kind: 'List',
        metadata: { resourceVersion: '' },
      });
      const yaml = await runGet(['cm'], { ...shop, output: 'yaml' }, { ...fake, pageSize });
      assert.match(
        yaml.out,
        /^apiVersion: v1\nitems:\n- apiVersion: v1\n  data:\n    size: 2Gi\n(.*\n)+- apiVersion: v1\n(.*\n)+kind: List\nmetadata:\n  resourceVersion: ""\n$/,
      );
    }
  });

  test('several names give a List of those that are there', async () => {
    const { out, err, code } = await runGet(
      ['cm', 'a', 'nope'],
      { ...shop, output: 'jsonpath={.kind} {.items[*].metadata.name}' },
      fake,
    );
    assert.deepEqual([out, code], ['List a', 1]);
    assert.equal(err, 'Error from server (NotFound): configmaps "nope" not found\n');
  });

  test('an empty list is printed, a single missing name is not', async () => {
    assert.equal((await runGet(['cm'], { ...shop, output: 'json' }, {})).out, EMPTY_LIST);
    assert.equal(
      (await runGet(['cm'], { ...shop, output: 'yaml' }, {})).out,
      'apiVersion: v1\nitems: []\nkind: List\nmetadata:\n  resourceVersion: ""\n',
    );
    assert.equal(
      (await runGet(['cm'], { ...shop, output: 'kyaml' }, {})).out,
      '---\n{\n  apiVersion: "v1",\n  items: [],\n  kind: "List",\n  metadata: {\n    resourceVersion: "",\n  },\n}\n',
    );
    const missing = await runGet(['cm', 'nope'], { ...shop, output: 'json' }, fake);
    assert.deepEqual([missing.out, missing.code], ['', 1]);
    const ignored = await runGet(['cm', 'nope'], { ...shop, output: 'json', ignoreNotFound: true }, fake);
    assert.deepEqual([ignored.out, ignored.err, ignored.code], ['', '', 0]);
    assert.equal((await runGet(['cm'], { ...shop, output: 'json', ignoreNotFound: true }, {})).out, '');
  });

  test('a kind that may not be read leaves a List of the others', async () => {
    const { out, err, code } = await runGet(
      ['cm,gateways'],
      { ...shop, output: 'json' },
      { ...fake, forbidden: ['gateways'] },
    );
    assert.match(out, /"name": "b"/);
    assert.match(err, /gateways is forbidden/);
    assert.equal(code, 1);
  });

  test('kyaml of one object', async () => {
    const { out } = await runGet(['cm', 'a'], { ...shop, output: 'kyaml' }, fake);
    assert.equal(
      out,
      '---\n{\n  apiVersion: "v1",\n  data: {\n    size: "2Gi",\n  },\n  kind: "ConfigMap",\n  metadata: {\n    name: "a",\n    namespace: "shop",\n  },\n}\n',
    );
  });

  test('sorted as tables are', async () => {
    const { out } = await runGet(['cm'], { ...shop, output: 'name', sortBy: '.data.size' }, fake);
    assert.equal(out, 'configmap/b\nconfigmap/a\n');
  });

  test('-o name reads metadata only, unless it is sorted by something else', async () => {
    const plain = await runGet(['cm'], { ...shop, output: 'name' }, fake);
    assert.deepEqual([plain.out, plain.asked], ['configmap/a\nconfigmap/b\n', ['list configmaps (metadata) in shop']]);
    const sorted = await runGet(['cm'], { ...shop, output: 'name', sortBy: '.data.size' }, fake);
    assert.deepEqual(sorted.asked, ['list configmaps in shop']);
  });
});

test('that values of Secrets are left out is said, but not where only names are asked', async () => {
  const objects = [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'cert', namespace: 'shop' } }];
  const { err, code } = await runGet(['secret', 'cert'], { ...shop, output: 'yaml' }, { objects });
  assert.deepEqual([err, code], ['Warning: the values of Secrets are omitted: gwctl never reads them\n', 0]);
  assert.equal((await runGet(['secrets'], { ...shop, output: 'name' }, { objects })).err, '');
});

test('a terminal gets no control characters of a stranger, a script the object as it is', async () => {
  const evil = '\u001b[31m \u202e \u009b\ttab';
  const objects = [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'evil', namespace: 'shop' }, data: { evil } },
  ];
  for (const output of ['jsonpath={.data.evil}', 'json', 'yaml', 'kyaml', 'custom-columns=E:.data.evil']) {
    const { out } = await runGet(['cm', 'evil'], { ...shop, output }, { objects }, { outIsTerminal: true });
    assert.doesNotMatch(out, /[\u001b\u009b\u202e]/, output);
  }
  const script = await runGet(['cm', 'evil'], { ...shop, output: 'jsonpath={.data.evil}' }, { objects });
  assert.equal(script.out, evil);
});

describe('templates', () => {
  test('--template holds the template as well', async () => {
    const { out } = await runGet(['cm', 'a'], { ...shop, output: 'jsonpath', template: '{.data.size}' }, fake);
    assert.equal(out, '2Gi');
  });

  test('a template that fails on the objects is named, exit code 1', async () => {
    const { out, err, code } = await runGet(['cm'], { ...shop, output: 'jsonpath={.items[7]}' }, fake);
    assert.deepEqual([out, code], ['', 1]);
    assert.equal(
      err,
      'error: error executing jsonpath "{.items[7]}": Error executing template: array index out of bounds: index 7, length 2\n',
    );
  });

  test('custom columns, with and without headers', async () => {
    const output = 'custom-columns=NAME:.metadata.name,SIZE:.data.size,NONE:.nope';
    assert.equal(
      (await runGet(['cm'], { ...shop, output }, fake)).out,
      'NAME   SIZE    NONE\na      2Gi     <none>\nb      500Mi   <none>\n',
    );
    assert.equal(
      (await runGet(['cm'], { ...shop, output, noHeaders: true }, fake)).out,
      'a     2Gi     <none>\nb     500Mi   <none>\n',
    );
    assert.equal((await runGet(['cm'], { ...shop, output }, {})).out, 'NAME   SIZE   NONE\n');
    const failing = await runGet(['cm'], { ...shop, output: 'custom-columns=A:.metadata.name[0]' }, fake);
    assert.equal(failing.err, 'error: string is not array or slice\n');
  });

  test('files of templates', async () => {
    assert.equal(
      (await runGet(['cm'], { ...shop, output: 'jsonpath-file=templates/names.jsonpath' }, fake)).out,
      'a\nb\n\n',
    );
    assert.equal(
      (await runGet(['cm'], { ...shop, output: 'custom-columns-file=templates/columns.txt' }, fake)).out,
      'NAME   SIZE\na      2Gi\nb      500Mi\n',
    );
    const missing = await runGet(['cm'], { ...shop, output: 'jsonpath-file=nope' }, fake);
    assert.equal(missing.err, 'error: error reading --template nope, open nope: no such file or directory\n');
    const columns = await runGet(['cm'], { ...shop, output: 'custom-columns-file=nope' }, fake);
    assert.equal(columns.err, 'error: error reading template nope, open nope: no such file or directory\n');
  });
});

describe('wrong usage, before anything is read', () => {
  const cases: readonly (readonly [string, readonly string[], Readonly<Record<string, unknown>>])[] = [
    [
      'unable to match a printer suitable for the output format "foo", allowed formats are: custom-columns,custom-columns-file,graph,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,wide,yaml',
      ['cm'],
      { output: 'foo' },
    ],
    [
      'go-template is not supported: use -o jsonpath=… or -o custom-columns=… instead',
      ['cm'],
      { output: 'go-template={{.}}' },
    ],
    ['go-template is not supported: use -o jsonpath=… or -o custom-columns=… instead', ['cm'], { template: '{{.}}' }],
    ['template format specified but no template given', ['cm'], { output: 'jsonpath' }],
    ['template format specified but no template given', ['cm'], { output: 'jsonpath-as-json=' }],
    ['error parsing jsonpath {.a, unclosed action', ['cm'], { output: 'jsonpath={.a' }],
    ['custom-columns format specified but no custom columns given', ['cm'], { output: 'custom-columns=' }],
    ['unexpected custom-columns spec: A, expected <header>:<json-path-expr>', ['cm'], { output: 'custom-columns=A' }],
    ['--show-labels option cannot be used with json printer', ['cm'], { output: 'json', showLabels: true }],
    ['name cannot be provided when a selector is specified', ['cm', 'a'], { selector: 'a=b' }],
    ['name cannot be provided when a selector is specified', ['cm', 'a'], { fieldSelector: 'metadata.name=b' }],
    ['selectors and the all flag cannot be used when passing resource/name arguments', ['cm/a'], { selector: 'a=b' }],
    ['a resource cannot be retrieved by name across all namespaces', ['cm', 'a'], { allNamespaces: true }],
    ['subresource cannot be used when bulk resources are specified', ['cm'], { subresource: 'status' }],
    ['arguments in resource/name form may not have more than one slash', ['a/b/c'], {}],
    ['arguments in resource/name form must have a single resource and name', ['cm/'], {}],
  ];
  for (const [message, words, flags] of cases) {
    test(message, async () => {
      const { out, err, code, asked } = await runGet(words, flags, fake);
      assert.deepEqual({ out, err, code, asked }, { out: '', err: `error: ${message}\n`, code: 2, asked: [] });
    });
  }

  test('no type at all', async () => {
    const { err, code } = await runGet([], {}, fake);
    assert.match(err, /^error: Required resource not specified\.\n/);
    assert.equal(code, 2);
  });

  test('selectors that cannot be read', async () => {
    for (const flags of [{ selector: 'a in b' }, { fieldSelector: 'a' }]) {
      const { err, code, asked } = await runGet(['cm'], flags, fake);
      assert.match(err, /^error: /);
      assert.deepEqual([code, asked], [2, []]);
    }
  });

  test('an unknown type', async () => {
    const live = await runGet(['nopes'], {}, fake);
    assert.deepEqual(
      [live.err, live.code],
      ['error: the server doesn\'t have a resource type "nopes"\nDid you mean nodes?\n', 1],
    );
  });
});
