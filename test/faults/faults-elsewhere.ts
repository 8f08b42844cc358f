/** A fault that needs no server to go wrong: a row of the first table of docs/faults.md. */
export interface ElsewhereFault {
  readonly name: string;
  readonly says: string;
  readonly exit: string;
  /** The test that holds it, and a part of its title. */
  readonly file: string;
  readonly title: string;
}

const UNREAD = 'test/unit/unread/unread.test.ts';
const STREAMS = 'test/process/streams.test.ts';

/** Faults of rights, of the process and its files, of old servers, and of what strangers write. */
export const faultsElsewhere: readonly ElsewhereFault[] = [
  {
    name: 'nothing of what is asked may be read',
    says: "the server's refusal, and no answer",
    exit: '3',
    file: UNREAD,
    title: 'where ${plural',
  },
  {
    name: 'a part of what is asked may not be read',
    says: 'the rest, with `<unknown>` or `?` for the part, and a warning that names it',
    exit: '1',
    file: UNREAD,
    title: 'where ${plural',
  },
  {
    name: 'something beside what is asked may not be read',
    says: 'the answer, with `<unknown>` or `?`, and a warning that names it',
    exit: '0',
    file: UNREAD,
    title: 'where ${plural',
  },
  {
    name: 'numbers of what may not be read, in data',
    says: 'absent, and their kinds in `unread` (`status`)',
    exit: '1',
    file: UNREAD,
    title: 'none that is known is no zero',
  },
  {
    name: 'the disk of the output is full',
    says: 'the error, also when a part was written',
    exit: '3',
    file: STREAMS,
    title: 'a full disk is said, and no success',
  },
  {
    name: 'who reads the output closes it early',
    says: 'nothing',
    exit: 'as without',
    file: STREAMS,
    title: 'the answer stays what it is when nobody reads it',
  },
  {
    name: 'a pipe as a file that nobody writes',
    says: 'waits until Ctrl-C',
    exit: '130',
    file: STREAMS,
    title: 'Ctrl-C ends at once what waits for a pipe',
  },
  {
    name: 'the working folder was removed',
    says: 'nothing, where files are named by a whole path',
    exit: '0',
    file: STREAMS,
    title: 'a working folder that was removed',
  },
  {
    name: 'a link below a folder of files that leads out of it',
    says: 'nothing outside is read; what is broken is a warning',
    exit: '0',
    file: 'test/unit/files/find-inputs.test.ts',
    title: 'through links are followed inside their folder',
  },
  {
    name: 'a cache folder that cannot be used',
    says: 'nothing: no cache',
    exit: '0',
    file: 'test/unit/live/discovery.test.ts',
    title: 'a broken, foreign or unwritable cache is no cache',
  },
  {
    name: 'an old server, and one API group of it broken',
    says: 'everything else',
    exit: '0',
    file: 'test/unit/live/discovery.test.ts',
    title: 'in place of one group hides only that group',
  },
  {
    name: 'a list that repeats its continue token',
    says: 'the error',
    exit: '3',
    file: 'test/unit/live/list.test.ts',
    title: 'a list that repeats a continue token ends with an error',
  },
  {
    name: 'a list with objects of another kind',
    says: 'the error',
    exit: '3',
    file: 'test/unit/live/list.test.ts',
    title: 'a list with objects of another kind is refused',
  },
  {
    name: 'a watch that answers garbage',
    says: 'asks again, and waits longer each time',
    exit: '0',
    file: 'test/unit/live/watch.test.ts',
    title: 'is not asked in a tight loop',
  },
  {
    name: 'names with newlines, control characters or changes of direction',
    says: 'them, escaped',
    exit: '0',
    file: 'test/unit/print/strangers.test.ts',
    title: 'is one line a name',
  },
  {
    name: 'a JSONPath template with ranges deeper than 500',
    says: 'the error',
    exit: '2',
    file: 'test/unit/print/jsonpath.test.ts',
    title: 'ranges are nested so deep and no deeper',
  },
  {
    name: 'a Gateway whose listeners have more than 500,000 rows together, in `table` and `test --generate`',
    says: 'the error, which says how to ask for one listener',
    exit: '3',
    file: 'test/hostile/sizes.test.ts',
    title: '1,000 rules below 3,000 listeners',
  },
  {
    name: 'tables with more than 2,000,000 backends together',
    says: 'the error, which says how to ask for one listener',
    exit: '3',
    file: 'test/hostile/sizes.test.ts',
    title: '100,000 backendRefs below 3,000 listeners',
  },
  {
    name: 'policies of 50,000 fields on many paths, thousands of policies at one object',
    says: 'everything: they are merged once for all paths',
    exit: '0',
    file: 'test/hostile/sizes.test.ts',
    title: 'policies of 50,000 fields, on the paths of 50 listeners',
  },
  {
    name: 'an answer of more characters than one text can have (some 500 million)',
    says: '`error: the answer is too long to be written: ask for less`',
    exit: '3',
    file: 'test/unit/cli/report-error.test.ts',
    title: 'an answer that is too long',
  },
];
