import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';

/** A server on loopback that hands out the files of a folder. */
export interface FileServer {
  readonly url: string;
  /** The paths that were asked for. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
}

/** How it differs from one that is all right. */
export interface FileServerOptions {
  /** Changes what is sent. */
  readonly change?: (name: string, content: Buffer) => Buffer;
  /** A certificate that it speaks TLS with. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Answers everything by itself. */
  readonly answer?: RequestListener;
}

export async function serveFiles(folder: string, options: FileServerOptions = {}): Promise<FileServer> {
  const asked: string[] = [];
  const listener: RequestListener = (request, response) => {
    asked.push(request.url ?? '');
    if (options.answer !== undefined) {
      options.answer(request, response);
      return;
    }
    const name = basename(request.url ?? '');
    readFile(join(folder, name)).then(
      (content) => response.end(options.change?.(name, content) ?? content),
      () => response.writeHead(404).end(),
    );
  };
  const server: Server = options.tls === undefined ? createServer(listener) : createSecureServer(options.tls, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${portOf(server.address())}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  return address.port;
}
