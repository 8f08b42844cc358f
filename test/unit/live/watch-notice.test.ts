import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CannotRunError } from '../../../src/model/errors.ts';
import { Outages, WatchNotice } from '../../../src/source/live/watch-notice.ts';

const refused = new CannotRunError('error: connection refused');

function open(): { readonly said: readonly string[]; readonly of: (what: string) => WatchNotice } {
  const said: string[] = [];
  const outages = new Outages((text) => said.push(text));
  return { said, of: (what) => new WatchNotice(what, outages) };
}

test('watches that break for one reason are said once, and once when the last goes on', () => {
  const { said, of } = open();
  const [gateways, routes] = [of('gateways'), of('httproutes')];
  for (const notice of [gateways, routes, gateways]) notice.interrupted(refused);
  routes.goesOn();
  assert.equal(said.length, 1);
  gateways.goesOn();
  gateways.goesOn();
  assert.deepEqual(said, [
    'Warning: the watch of gateways is interrupted and will resume when the server responds: connection refused\n',
    'The watch of gateways has resumed.\n',
  ]);
});

test('another reason is said, and so is the next outage', () => {
  const { said, of } = open();
  const [gateways, routes] = [of('gateways'), of('httproutes')];
  gateways.interrupted(refused);
  routes.interrupted(new CannotRunError('error: bad\u001b[2J certificate'));
  routes.goesOn();
  gateways.goesOn();
  gateways.interrupted(refused);
  assert.deepEqual(
    said.map((line) => line.replace(/ is interrupted.*: /, ': ')),
    [
      'Warning: the watch of gateways: connection refused\n',
      'Warning: the watch of httproutes: bad\\x1b[2J certificate\n',
      'The watch of httproutes has resumed.\n',
      'The watch of gateways has resumed.\n',
      'Warning: the watch of gateways: connection refused\n',
    ],
  );
});
