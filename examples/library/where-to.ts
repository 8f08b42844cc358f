// trace: where does a request go?
//   node where-to.ts shop.example.com /cart FILE…
import { openFiles } from 'gwctl';
import { here } from './here.ts';

const [, , host, path, ...paths] = process.argv;
const answers = await openFiles(paths, here);
const { items } = await answers.trace({ requests: [{ protocol: 'HTTPS', request: { host, path } }] });
for (const { outcome, route } of items) {
  const backends = outcome.backends.map(({ name, share }) => `${name} ${share * 100} %`);
  console.log(outcome.statusCode, route?.name ?? outcome.reason, ...backends);
}
answers.close();
