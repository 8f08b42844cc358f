// test: do requests go where they should?
//   node routing-tests.ts shop.routes.yaml FILE…
import { openFiles } from 'gwctl';
import { here } from './here.ts';

const [, , tests = '', ...paths] = process.argv;
const answers = await openFiles(paths, here);
const report = await answers.test({ paths: [tests] });
for (const { name, state } of report.tests) console.log(`${state}: ${name}`);
process.exitCode = report.summary.passed === report.summary.total ? 0 : 1;
answers.close();
