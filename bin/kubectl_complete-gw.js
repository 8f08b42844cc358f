#!/usr/bin/env node
// kubectl asks this program for completions of `kubectl gw …`.
import './launch.js';
