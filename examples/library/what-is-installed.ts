// apiResources and version: what is there?
//   node what-is-installed.ts FILE…
import { openFiles } from 'gwctl';
import { here } from './here.ts';

const answers = await openFiles(process.argv.slice(2), here);
const { clientVersion } = await answers.version();
const { items } = await answers.apiResources();
console.log(`gwctl ${clientVersion.gitVersion} knows ${items.length} types here`);
for (const { kind, policyClass } of items) if (policyClass !== undefined) console.log(`${kind}: ${policyClass}`);
answers.close();
