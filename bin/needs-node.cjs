// Loaded before anything else. CommonJS of an old dialect, which parses on any Node, to say which one is needed.
'use strict';

var version = process.versions.node.split('.').map(Number);
if (version[0] < 22 || (version[0] === 22 && version[1] < 19)) {
  process.stderr.write('error: gwctl needs Node.js 22.19 or newer, this is ' + process.versions.node + '\n');
  process.exit(3);
}
