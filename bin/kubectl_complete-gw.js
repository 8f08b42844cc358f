#!/usr/bin/env node
// kubectl asks this program for completions of `kubectl gw …`.
process.argv.splice(2, 0, '__complete');
await import('./launch.js');
