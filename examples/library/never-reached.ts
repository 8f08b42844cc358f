// table: what does each listener answer, and which rows are never reached?
//   node never-reached.ts FILE…
import { openFiles } from 'gwctl';
import { here } from './here.ts';

const answers = await openFiles(process.argv.slice(2), here);
const { items } = await answers.table({ allNamespaces: true });
for (const { listener, rows } of items) {
  const hidden = rows.filter(({ reached }) => reached === 'no');
  console.log(`${listener?.name}#${listener?.section}: ${rows.length} rows, ${hidden.length} never reached`);
}
answers.close();
