// Loaded before the program where a transcript says what it must print: the clock stands still, and with COLUMNS standard
// output is a terminal of that width. Plain JavaScript, which costs no time to be read.
const { GWCTL_TEST_NOW: now, COLUMNS: columns } = process.env;
Date.now = () => Number(now);
if (columns !== undefined) Object.assign(process.stdout, { isTTY: true, columns: Number(columns) });
// The program, and what it starts, sees the variables of the transcript only.
delete process.env.GWCTL_TEST_NOW;
delete process.env.NODE_OPTIONS;
delete process.env.BUN_OPTIONS;
