// What the single executable begins with: no other Node than its own, and its code is compiled already.
import { start } from '../dist/start.js';

void start();
