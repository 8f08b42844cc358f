// analyze: which references lead nowhere, with a code to look up and the line to open
//   node findings.ts FILE…
import { openFiles } from 'gwctl';
import { here } from './here.ts';

const answers = await openFiles(process.argv.slice(2), here);
const { findings } = await answers.analyze({
  namespace: 'shop',
  rules: ['parent-missing', 'no-matching-parent', 'backend-missing', 'ref-not-permitted', 'target-missing'],
});
for (const { code, origin, message } of findings) console.log(`${origin?.file}:${origin?.line}: ${code}: ${message}`);
answers.close();
