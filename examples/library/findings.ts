// analyze: what is wrong, with a code to look up and the line to open
//   node findings.ts FILE…
import { openFiles } from 'gwctl';
import { here } from './here.ts';

const answers = await openFiles(process.argv.slice(2), here);
const { findings } = await answers.analyze({ namespace: 'shop' });
for (const { code, severity, origin, message } of findings) {
  if (severity === 'error') console.log(`${origin?.file}:${origin?.line}: ${code}: ${message}`);
}
answers.close();
