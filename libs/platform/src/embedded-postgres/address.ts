import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { canReach, type Account } from './account.js';

/** sun_path holds 108 bytes, one of them the final zero. */
const SOCKET_PATH_LIMIT = 107;
const SOCKET_PORT = 5432;
const NAME = 'averment-pg-';

/** Where a server listens: a unix socket that only its account and root can open, else a free port of 127.0.0.1. */
export interface Address {
  readonly settings: Readonly<Record<string, string>>;
  url(database: string, user: string, password: string): string;
}

/** A short-lived folder for the socket: outside the data folder, whose path may be too long for one. */
export async function makeRuntimeFolder(account: Account | undefined): Promise<string> {
  const parent = (await canReach(tmpdir(), account)) ? tmpdir() : '/tmp';
  const folder = await mkdtemp(join(parent, NAME));
  if (account !== undefined) await chown(folder, account.uid, account.gid);
  await chmod(folder, 0o700);
  return folder;
}

/** Only what carries our name: the path may come from a lock file. */
export async function removeRuntimeFolder(folder: string): Promise<void> {
  if (basename(folder).startsWith(NAME)) await rm(folder, { recursive: true, force: true });
}

export async function addressIn(runtimeFolder: string): Promise<Address> {
  const socket = join(runtimeFolder, `.s.PGSQL.${SOCKET_PORT}`);
  const fits = process.platform !== 'win32' && Buffer.byteLength(socket) <= SOCKET_PATH_LIMIT;
  return fits ? socketAddress(runtimeFolder) : portAddress(await freePort());
}

function socketAddress(folder: string): Address {
  return {
    settings: {
      listen_addresses: '',
      unix_socket_directories: folder,
      unix_socket_permissions: '0700',
      port: String(SOCKET_PORT),
    },
    url: (database, user, password) =>
      `${authority(user, password)}@localhost:${SOCKET_PORT}/${encodeURIComponent(database)}?host=${encodeURIComponent(folder)}`,
  };
}

export function portAddress(port: number): Address {
  return {
    settings: { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port) },
    url: (database, user, password) => `${authority(user, password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
  };
}

function authority(user: string, password: string): string {
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
}

/** Free at this moment; another program may take it before PostgreSQL does, which then says so and does not start. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
