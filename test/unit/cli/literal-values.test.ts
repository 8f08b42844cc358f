import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runMain } from '../../support/run-main.ts';

const GATEWAY = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: default, labels: {app: web}}
`;

const FILES = ['--from', '-'] as const;

describe('what the user writes reaches the verb as it is', () => {
  const errors: readonly (readonly [readonly string[], string])[] = [
    [['-o', "'json'"], `error: unable to match a printer suitable for the output format "'json'"`],
    [[`--output="json"`], `error: unable to match a printer suitable for the output format ""json""`],
    [['-l', "''"], `error: unable to parse requirement: <nil>: Invalid value: "''"`],
    [['-l', "'app=web'"], `error: unable to parse requirement: <nil>: Invalid value: "'app"`],
    [['--selector="!app"'], `error: unable to parse requirement: <nil>: Invalid value: "\\""`],
    [['--field-selector', "''"], "error: invalid selector: ''''; can't understand ''''"],
    [['--color', "'never'"], `error: invalid argument "'never'" for "--color" flag`],
    [['--chunk-size', "'5'"], `error: invalid argument "'5'" for "--chunk-size" flag`],
    [[`--show-labels='true'`], `error: invalid argument "'true'" for "--show-labels" flag`],
    [['--from', "'x'"], `error: the path "'x'" does not exist`],
  ];
  for (const [flags, start] of errors) {
    test(flags.join(' '), async () => {
      const { out, err, code } = await runMain(['get', 'gateways', ...FILES, ...flags], GATEWAY);
      assert.equal(out, '');
      assert.equal(err.slice(0, start.length), start);
      assert.notEqual(code, 0);
    });
  }

  test('a namespace', async () => {
    for (const namespace of ["''", "'default'", '"default"', ' ', 'default ']) {
      const { out, err, code } = await runMain(['get', 'gateways', ...FILES, '-n', namespace], GATEWAY);
      assert.deepEqual([out, err, code], ['', `No resources found in ${namespace} namespace.\n`, 0]);
    }
  });

  test('names and types', async () => {
    const named = await runMain(['get', 'gateway', "'web'", ...FILES], GATEWAY);
    assert.match(named.err, /^error: .* "'web'" not found: did you mean web\?\n$/);
    const typed = await runMain(['get', "'gateway'", ...FILES], GATEWAY);
    assert.equal(typed.err, `error: the input has no resource type "'gateway'"\nDid you mean gateway?\n`);
  });

  test('each of a list, and the last of a flag that is given twice', async () => {
    const listed = await runMain(['get', 'gateways', ...FILES, '-L', "'app'", '-L', 'app'], GATEWAY);
    assert.match(listed.out, /'APP' +APP\n/);
    const last = await runMain(['get', 'gateways', ...FILES, '-o', "'json'", '-o', 'name'], GATEWAY);
    assert.equal(last.out, 'gateway.gateway.networking.k8s.io/web\n');
  });
});
