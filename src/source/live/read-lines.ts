import type { IncomingMessage } from 'node:http';
import { CannotRunError } from '../../model/errors.ts';

/** The longest line: an event holds one object, and etcd takes none above a few MiB. */
const LONGEST_LINE = 64 * 1024 * 1024;

/**
 * The lines of a stream as they arrive. What follows the last line break is no line: the stream was cut there.
 * @throws the network's error; CannotRunError for a line without an end.
 */
export async function* readLines(stream: IncomingMessage): AsyncGenerator<string> {
  stream.setEncoding('utf8');
  let begun: string[] = [];
  let length = 0;
  for await (const chunk of stream) {
    if (typeof chunk !== 'string') continue;
    let from = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
      begun.push(chunk.slice(from, end));
      const line = begun.join('');
      begun = [];
      length = 0;
      from = end + 1;
      if (line !== '') yield line;
    }
    if (from < chunk.length) {
      begun.push(chunk.slice(from));
      length += chunk.length - from;
      if (length > LONGEST_LINE) throw new CannotRunError('error: the server sent an unterminated event');
    }
  }
}
