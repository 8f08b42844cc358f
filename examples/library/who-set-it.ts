// effective: which policy set each field that acts on a route?
//   node who-set-it.ts httproute/checkout FILE…
import { openFiles } from 'gwctl';
import { here } from './here.ts';

const [, , route = '', ...paths] = process.argv;
const answers = await openFiles(paths, here, { namespace: 'shop' });
const { items } = await answers.effective({ type: route, kinds: ['TimeoutPolicy'] });
for (const { path, sources } of items) {
  for (const { field, policy } of sources) console.log(`${path.gateway?.name}: ${field} by ${policy.name}`);
}
answers.close();
