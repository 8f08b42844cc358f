// status: is it all right?
//   node health.ts FILE…
import { openFiles } from 'gwctl';
import { here } from './here.ts';

const answers = await openFiles(process.argv.slice(2), here);
const { routes, problems } = await answers.status({ allNamespaces: true });
console.log(`${routes.attached} of ${routes.total} routes are attached`);
for (const { rank, subject, reason } of problems) console.log(`${rank}: ${subject.kind} ${subject.name}: ${reason}`);
answers.close();
