// check and explain: is all ready, also for the next release, and what does a code mean?
//   node ready-for.ts RELEASE FILE…
import { openFiles } from 'gwctl';
import { here } from './here.ts';

const [release, ...files] = process.argv.slice(2);
const answers = await openFiles(files, here);
const { checks } = await answers.check({ upgradeTo: release });
for (const { state, message } of checks) if (state !== 'passed') console.log(`${state}: ${message}`);
const { reasons } = await answers.explain(['GatewayClass.Accepted.InvalidParameters']);
for (const { reason, fix } of reasons) console.log(`${reason}: ${fix}`);
answers.close();
