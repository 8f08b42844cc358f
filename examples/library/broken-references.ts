// graph: which references lead nowhere, or are not permitted?
//   node broken-references.ts FILE…
import { openFiles } from 'gwctl';
import { here } from './here.ts';

const answers = await openFiles(process.argv.slice(2), here);
const { edges } = await answers.graph({ allNamespaces: true });
for (const { from, path, state, reason } of edges) {
  if (state === 'missing' || state === 'notPermitted') console.log(`${from} ${path}: ${reason}`);
}
answers.close();
