import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError } from '#kernel';

import { startStandalone, type StandaloneServer } from '../client/standalone-server.js';
import type { Terminal } from '../terminal/terminal.js';
import type { DemoWorld } from './demo-world.js';
import { createOrganization, type Staff } from './stock-organization.js';

/** A server of our own with the organization in it. */
export interface OpenServer {
  readonly server: StandaloneServer;
  readonly staff: Staff;
  readonly close: () => Promise<void>;
}

/**
 * What an earlier run left, whole or cut off in the middle, makes room: every run shows the same, and a workspace is
 * judged as its files are now.
 */
export async function openServer(
  terminal: Terminal,
  world: DemoWorld,
  at: { readonly output: string; readonly port: number },
): Promise<OpenServer> {
  terminal.note('starting the server (API, worker, PostgreSQL, queue) …');
  const dataDir = join(at.output, '.server');
  try {
    return await startWith(world, { dataDir, port: at.port });
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'ORGANIZATION_EXISTS')) throw error;
  }
  // Started and stopped by ourselves, the folder is nobody's: a server in use would not have let ours start.
  terminal.note('an earlier run was here: starting afresh …');
  await rm(dataDir, { recursive: true, force: true });
  return startWith(world, { dataDir, port: at.port });
}

async function startWith(world: DemoWorld, at: { readonly dataDir: string; readonly port: number }) {
  await mkdir(at.dataDir, { recursive: true });
  const log = createWriteStream(join(at.dataDir, 'server.log'), { flags: 'a' });
  const server = await startStandalone({ ...at, log: (line) => void log.write(`${line}\n`) });
  const close = async () => {
    await server.stop();
    await new Promise<void>((resolve) => log.end(resolve));
  };
  try {
    return { server, close, staff: await createOrganization(server, world) };
  } catch (error) {
    await close();
    throw error;
  }
}
