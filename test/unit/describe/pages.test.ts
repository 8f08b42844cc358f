import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runDescribe } from './run-describe.ts';
import { SHOP } from './shop.ts';

/** The described objects; the page of each stands in `pages/`. */
const PAGES: readonly (readonly [string, string | undefined])[] = [
  ['namespace/shop', undefined],
  ['gatewayclass/acme', undefined],
  ['gateway/web', 'shop'],
  ['listenerset/extra', 'shop'],
  ['httproute/cart', 'shop'],
  ['tcproute/db', 'shop'],
  ['service/cart', 'shop'],
  ['referencegrant/shop', 'bank'],
  ['backendtlspolicy/cart', 'shop'],
  ['backendtlspolicy/old', 'bank'],
  ['xtelemetrypolicy/traces', 'shop'],
  ['limitpolicy/limits', 'shop'],
  ['xbackend/partner', 'shop'],
  ['xmesh/mesh', undefined],
  ['conformancereport/acme-gateway-v2-default-standard', undefined],
  ['policycrd/limitpolicies.acme.io', undefined],
  ['configmap/ca', 'shop'],
  ['secret/cert', 'shop'],
  ['config/settings', 'shop'],
];

for (const [described, namespace] of PAGES) {
  test(`the page of ${described} is as written down`, async () => {
    const { out, err, code } = await runDescribe(described, SHOP, { flags: { namespace }, trouble: { kind: 'files' } });
    assert.deepEqual([code, err], [0, '']);
    const file = join(import.meta.dirname, 'pages', `${described.replace('/', '-')}.txt`);
    // After a wanted change: UPDATE_PAGES=1 writes the pages anew, to be read before they are committed.
    if (process.env['UPDATE_PAGES'] === '1') await writeFile(file, out);
    assert.equal(out, await readFile(file, 'utf8'));
  });
}
