import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { Stores } from '../../testing/tuf-client.js';
import { CONTRACT_FILES, fetcherContract } from '../../testing/fetcher-contract.js';
import { FolderFetcher } from './folder-fetcher.js';
import { HttpFetcher } from './http-fetcher.js';
import { isPublicAddress } from './public-address.js';

const stores = new Stores();
afterAll(() => stores.remove());

describe('a repository in a folder', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await stores.fresh();
    for (const [path, bytes] of CONTRACT_FILES) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
  });

  fetcherContract(() => new FolderFetcher(folder));
});

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const LOCAL = { allowPrivateAddresses: true };

describe('a repository by its address', () => {
  const files: RequestListener = ({ url = '' }, response) => {
    const bytes = CONTRACT_FILES.get(decodeURIComponent(url.replace('/tuf/', '')));
    response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
  };
  let server: Server;
  let address: string;
  beforeAll(async () => {
    server = createServer(files);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tuf`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  fetcherContract(() => new HttpFetcher(address, LOCAL));

  it.each([403, 410])('says status %d where there is no file', async (status) => {
    const base = await serve((_, response) => response.writeHead(status).end('gone'));
    expect(await new HttpFetcher(base, LOCAL).fetch('a', 10)).toBeUndefined();
  });

  it.each([204, 206, 304, 429, 500, 503])('does not answer as it should with status %d', async (status) => {
    const base = await serve((_, response) => response.writeHead(status).end());
    await expect(new HttpFetcher(base, LOCAL).fetch('a', 10)).rejects.toMatchObject({ code: 'TUF_UNREACHABLE' });
  });

  it('ends endless data as soon as it is too much, and does not begin with what says that it is', async () => {
    const endless = await serve((_, response) => {
      const more = () => {
        while (response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', more);
      more();
    });
    await expect(new HttpFetcher(endless, LOCAL).fetch('a', 100_000)).rejects.toMatchObject({ code: 'TUF_LENGTH' });
    const large = await serve((_, response) => response.writeHead(200, { 'content-length': 1e12 }).flushHeaders());
    await expect(new HttpFetcher(large, LOCAL).fetch('a', 100_000)).rejects.toMatchObject({ code: 'TUF_LENGTH' });
  });

  it('is not waited for when it stalls, in silence or in the middle of a file', async () => {
    const [silent, half] = await Promise.all([
      serve(() => undefined),
      serve((_, response) => void response.writeHead(200, { 'content-length': 2 }).write('a')),
    ]);
    for (const base of [silent, half]) {
      const fetcher = new HttpFetcher(base, { ...LOCAL, timeoutSeconds: 0.05 });
      await expect(fetcher.fetch('a', 10)).rejects.toMatchObject({ code: 'TUF_UNREACHABLE' });
    }
  });

  it('may not cut a file short, nor encode it', async () => {
    const short = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 9 }).write('a', () => response.destroy());
    });
    const encoded = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('a'));
    for (const base of [short, encoded])
      await expect(new HttpFetcher(base, LOCAL).fetch('a', 10)).rejects.toMatchObject({ code: 'TUF_UNREACHABLE' });
  });

  it('may move a few times, and not for ever', async () => {
    const base = await serve(({ url = '' }, response) => {
      const left = Number(url.slice(1));
      if (left === 0) response.end('here');
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    const fetcher = new HttpFetcher(base, LOCAL);
    expect(Buffer.from((await fetcher.fetch('5', 10)) ?? []).toString()).toBe('here');
    await expect(fetcher.fetch('6', 10)).rejects.toMatchObject({ code: 'TUF_REDIRECTS' });
  });

  it.each(['file:///etc/passwd', 'ftp://example.org/a', 'http://[', ''])('may not move to %j', async (location) => {
    const base = await serve((_, response) => response.writeHead(302, { location }).end());
    await expect(new HttpFetcher(base, LOCAL).fetch('a', 10)).rejects.toMatchObject({ code: 'TUF_REDIRECTS' });
  });
});

describe('the address of a repository', () => {
  it.each([
    '',
    'example.org',
    'ftp://example.org',
    'https://a:b@example.org',
    'https://example.org/?a',
    'https://example.org/#a',
  ])('may not be %j', (address) => {
    expect(() => new HttpFetcher(address)).toThrow(expect.objectContaining({ code: 'TUF_ADDRESS_INVALID' }));
  });

  it.each([
    'http://127.0.0.1',
    'http://localhost',
    'http://0x7f000001',
    'http://2130706433',
    'http://[::1]',
    'http://[::ffff:127.0.0.1]',
    'http://169.254.169.254',
    'http://10.0.0.1',
  ])('may not be on this machine or a private network: %s', async (address) => {
    await expect(new HttpFetcher(`${address}:9`).fetch('a', 10)).rejects.toMatchObject({ code: 'TUF_ADDRESS_REFUSED' });
  });

  it.each([
    ...['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'].map(
      (address) => [address, true] as const,
    ),
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.255.255.255', '169.254.1.1', '172.16.0.1', '192.168.1.1'].map(
      (address) => [address, false] as const,
    ),
    ...['198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', '::ffff:8.8.8.8', '64:ff9b::a00:1'].map(
      (address) => [address, false] as const,
    ),
    ...['fc00::1', 'fe80::1', 'ff02::1', '2001::1', '2001:db8::1', '2002:7f00:1::', 'example.org', ''].map(
      (address) => [address, false] as const,
    ),
  ])('%s: public %s', (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic);
  });
});
