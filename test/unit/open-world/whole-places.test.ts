import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { GATEWAY_CLASS, NAMESPACE, SECRET, SERVICE } from '../../../src/gateway-api/kinds.ts';
import type { GroupKind } from '../../../src/model/ref.ts';
import { openFilesSource } from '../../../src/source/files/files-source.ts';

/** `Service shop/cart`, from a server unless it ends with `!`. */
function objectOf(text: string): object {
  const [kind = '', place = ''] = text.replace('!', '').split(' ');
  const [first = '', name] = place.split('/');
  const metadata = name === undefined ? { name: first } : { namespace: first, name };
  const apiVersion = kind === 'GatewayClass' ? 'gateway.networking.k8s.io/v1' : 'v1';
  return { apiVersion, kind, metadata: text.endsWith('!') ? metadata : { ...metadata, uid: `uid of ${text}` } };
}

/** Whether files with these objects hold a kind in a namespace whole. */
async function holds(
  objects: readonly string[],
  type: GroupKind,
  namespace?: string,
  complete = false,
): Promise<boolean> {
  const source = await openFilesSource(['-'], {
    namespace: 'default',
    complete,
    cwd: '/',
    now: () => 0,
    async *readInput() {
      const items = objects.map(objectOf);
      yield await Promise.resolve(Buffer.from(JSON.stringify({ apiVersion: 'v1', kind: 'List', items })));
    },
  });
  return source.holdsAll?.(type, namespace) ?? assert.fail('files know what they hold');
}

describe('which places files hold whole', () => {
  test('none where nothing was written by a server', async () => {
    assert.equal(await holds(['Service shop/cart!'], SERVICE, 'shop'), false);
    assert.equal(await holds(['GatewayClass acme!'], GATEWAY_CLASS), false);
  });

  test('a kind in a namespace that was dumped, and no other', async () => {
    const dump = ['Service shop/cart', 'Service shop/pay', 'GatewayClass acme'];
    assert.equal(await holds(dump, SERVICE, 'shop'), true);
    assert.equal(await holds(dump, GATEWAY_CLASS), true);
    assert.equal(await holds(dump, SECRET, 'shop'), false);
    assert.equal(await holds(dump, SERVICE, 'infra'), false);
    assert.equal(await holds(dump, SERVICE), false);
  });

  test('a manifest beside a dump leaves it whole; one saved object among manifests makes none', async () => {
    assert.equal(await holds(['Service shop/a', 'Service shop/b', 'Service shop/new!'], SERVICE, 'shop'), true);
    assert.equal(await holds(['Service shop/a', 'Service shop/b!', 'Service shop/c!'], SERVICE, 'shop'), false);
  });

  test('what was listed in several namespaces was listed in each that the dump shows', async () => {
    const dump = ['Service shop/a', 'Service pay/b', 'ConfigMap infra/c', 'Service mine/d!'];
    assert.equal(await holds(dump, SERVICE, 'infra'), true);
    assert.equal(await holds(dump, SERVICE, 'elsewhere'), false);
    assert.equal(await holds(dump, SERVICE, 'mine'), false);
    assert.equal(await holds(dump, SERVICE), false, 'manifests are no dump of their namespace');
    assert.equal(await holds(dump.slice(0, 3), SERVICE), true);
  });

  test('a dump of the Namespaces knows which there are', async () => {
    const dump = ['Namespace shop', 'Namespace pay', 'Namespace infra', 'Service shop/a', 'Service pay/b'];
    assert.equal(await holds(dump, SERVICE, 'infra'), true);
    assert.equal(await holds(dump, SECRET, 'infra'), false);
    assert.equal(await holds(dump, SECRET, 'gone'), true);
    assert.equal(await holds(dump, NAMESPACE), true);
  });

  test('a kind that the core or the Gateway API does not have is nowhere', async () => {
    assert.equal(await holds(['Service shop/a!'], { group: '', kind: 'Servce' }, 'shop'), true);
    assert.equal(
      await holds(['Service shop/a!'], { group: 'gateway.networking.k8s.io', kind: 'Service' }, 'shop'),
      true,
    );
    assert.equal(await holds(['Service shop/a!'], { group: 'vendor.example', kind: 'Bucket' }, 'shop'), false);
  });

  test('everything where the user says so; Namespaces only where they are written', async () => {
    assert.equal(await holds(['Service shop/a!'], SECRET, 'infra', true), true);
    assert.equal(await holds(['Service shop/a!'], NAMESPACE, undefined, true), false);
    assert.equal(await holds(['Namespace shop!'], NAMESPACE, undefined, true), true);
  });
});
