// Which routes do not attach, and why? One line for each refused parentRef:
//   node why-not-attached.ts FILE…     of manifests
//   node why-not-attached.ts           of the cluster that kubectl means
import { openCluster, openFiles } from 'gwctl';
import type { Answers, Surroundings } from 'gwctl';

const surroundings: Surroundings = {
  env: process.env,
  cwd: process.cwd(),
  now: Date.now,
  platform: process.platform,
  arch: process.arch,
  warn: (text) => console.error(text),
};

const paths = process.argv.slice(2);
const answers: Answers = await (paths.length > 0 ? openFiles(paths, surroundings) : openCluster(surroundings));
try {
  const { items, gaps } = await answers.describe({ type: 'routes', allNamespaces: true, events: false });
  for (const { ref, attachments = [] } of items) {
    for (const { parentRef, accepted } of attachments) {
      if (accepted.status !== 'False') continue;
      const route = `${ref.kind} ${ref.namespace}/${ref.name}`;
      console.log(`${route} -> ${parentRef.name}: ${accepted.reason}: ${accepted.message}`);
    }
  }
  // What could not be read may hide more.
  for (const { kind, message } of gaps) console.error(`cannot read ${kind}: ${message}`);
} finally {
  answers.close();
}
