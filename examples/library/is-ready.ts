// check and explain: is the cluster ready, and what does a reason mean?
//   node is-ready.ts FILE…
import { openFiles } from 'gwctl';
import { here } from './here.ts';

const answers = await openFiles(process.argv.slice(2), here);
const { checks } = await answers.check();
for (const { state, message } of checks) console.log(`${state}: ${message}`);
const { reasons } = await answers.explain(['NoMatchingParent']);
for (const { reason, means } of reasons) console.log(`${reason}: ${means}`);
answers.close();
