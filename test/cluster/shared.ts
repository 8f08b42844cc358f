import { rmSync } from 'node:fs';
import { findBinaries } from './binaries.ts';
import { startCluster } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { installCrds } from './crds.ts';

let started: Promise<Cluster> | undefined;

/**
 * The one cluster that all cluster tests of a process share, with the CRDs of the newest release: started for the first
 * that asks, gone when the process ends. A hook of the test runner would not do: it may run before those of the files
 * that still use the cluster. Each test file works in namespaces of its own; one that needs other CRDs starts a cluster
 * of its own.
 * @throws Error with the reason where there can be none; tests know it beforehand (`skip` of api-support.ts).
 */
export function sharedCluster(): Promise<Cluster> {
  started ??= start();
  return started;
}

async function start(): Promise<Cluster> {
  const binaries = await findBinaries();
  if (typeof binaries === 'string') throw new Error(binaries);
  const cluster = await startCluster(binaries);
  // The cluster's own listener, registered before, has killed its processes by then.
  process.once('exit', () => rmSync(cluster.folder, { recursive: true, force: true, maxRetries: 5 }));
  await installCrds(cluster, { version: 'v1.7.0', channel: 'experimental' });
  return cluster;
}
