import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { ResourceType } from '../../../src/model/resource-type.ts';
import { openCluster } from '../../support/fake-cluster.ts';
import type { Trouble } from '../../support/fake-cluster.ts';
import { EVERY_KIND } from './every-kind.ts';
import { runDescribe } from './run-describe.ts';

/** What is described, the type of it, and its namespace. */
const OBJECTS: readonly (readonly [described: string, plural: string, namespace?: string])[] = [
  ['namespace/shop', 'namespaces'],
  ['gatewayclass/acme', 'gatewayclasses'],
  ['gateway/web', 'gateways', 'shop'],
  ['listenerset/extra', 'listenersets', 'shop'],
  ['xlistenerset/former', 'xlistenersets', 'shop'],
  ['httproute/cart', 'httproutes', 'shop'],
  ['grpcroute/stock', 'grpcroutes', 'shop'],
  ['tlsroute/vault', 'tlsroutes', 'shop'],
  ['tcproute/db', 'tcproutes', 'shop'],
  ['udproute/dns', 'udproutes', 'shop'],
  ['referencegrant/shop', 'referencegrants', 'bank'],
  ['backendtlspolicy/cart', 'backendtlspolicies', 'shop'],
  ['xbackendtrafficpolicy/retries', 'xbackendtrafficpolicies', 'shop'],
  ['xtelemetrypolicy/traces', 'xtelemetrypolicies', 'shop'],
  ['backendlbpolicy/sticky', 'backendlbpolicies', 'shop'],
  ['xbackend/partner', 'xbackends', 'shop'],
  ['xmesh/mesh', 'xmeshes'],
  ['service/cart', 'services', 'shop'],
  ['policycrd/limitpolicies.acme.io', 'customresourcedefinitions'],
  ['limitpolicy/limits', 'limitpolicies', 'shop'],
  ['config/settings', 'configs', 'shop'],
];

/** What a cluster withholds of everything but the described type. */
const STATES: readonly (readonly [state: string, words: string, trouble: (others: readonly string[]) => Trouble])[] = [
  ['stale', 'written before the last change of the spec', () => ({})],
  ['forbidden', 'where nothing else may be read', (forbidden) => ({ forbidden })],
  ['absent', 'where nothing else is there', (unserved) => ({ unserved })],
];

for (const [state, words, troubleOf] of STATES) {
  describe(`pages ${words}`, () => {
    for (const [described, plural, namespace] of OBJECTS) {
      test(`the page of ${described} is as written down`, async () => {
        const others = (await typesOf(EVERY_KIND)).map((type) => type.plural).filter((other) => other !== plural);
        const trouble = troubleOf(others);
        const { out, err, code } = await runDescribe(described, EVERY_KIND, { flags: { namespace }, trouble });
        const warnings = err === '' ? '' : `--- stderr\n${err}`;
        assert.equal(code, 0);
        await compare(
          join(import.meta.dirname, 'pages', `${state}-${described.replace('/', '-')}.txt`),
          out + warnings,
        );
      });
    }
  });
}

describe('what is described is itself out of reach', () => {
  for (const [described, plural, namespace] of OBJECTS) {
    const [word = '', name = ''] = described.split('/');

    test(`${plural}: the server's words where it is forbidden`, async () => {
      const trouble = { forbidden: [plural] };
      const { out, err, code } = await runDescribe(described, EVERY_KIND, { flags: { namespace }, trouble });
      assert.deepEqual([out, code], ['', 3]);
      assert.match(err, new RegExp(`^Error from server \\(Forbidden\\): ${plural} is forbidden`));
    });

    test(`${plural}: kubectl's words where it does not exist`, async () => {
      const { out, err, code } = await runDescribe(`${word}/no-${name}`, EVERY_KIND, { flags: { namespace } });
      assert.deepEqual([out, code], ['', 1]);
      assert.match(err, new RegExp(`^Error from server \\(NotFound\\): ${plural}\\S* "no-${name}" not found\n$`));
    });
  }
});

async function typesOf(manifest: string): Promise<readonly ResourceType[]> {
  return (await (await openCluster(manifest)).catalog()).types;
}

/** After a wanted change: UPDATE_PAGES=1 writes the pages anew, to be read before they are committed. */
async function compare(file: string, page: string): Promise<void> {
  if (process.env['UPDATE_PAGES'] === '1') await writeFile(file, page);
  assert.equal(page, await readFile(file, 'utf8'));
}
