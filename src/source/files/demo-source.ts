import type { Source } from '../../model/source.ts';
import { readDemoFiles } from './demo-files.ts';
import { openInputs } from './files-source.ts';
import type { FilesOptions } from './files-source.ts';

/** The namespace that is meant where the line names none, as the context of a kubeconfig would: most of the example is there. */
export const DEMO_NAMESPACE = 'shop';

/** Opens the bundled example as a source of files. Its files are called `demo/…`: they need not lie anywhere. */
export async function openDemoSource(options: FilesOptions): Promise<Source> {
  const inputs = (await readDemoFiles()).map(({ name, text }) => ({
    name: `demo/${name}`,
    path: undefined,
    isRegular: false,
    bytes: Buffer.from(text),
  }));
  return openInputs({ inputs, gaps: [], skipped: [] }, ['--demo'], options);
}
