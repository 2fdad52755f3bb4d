import { describe, expect, it } from '@jest/globals';

import { addressIn, portAddress } from './address.js';

describe('the address of the embedded PostgreSQL', () => {
  it('is a unix socket alone, with nothing listening on the network', async () => {
    const address = await addressIn('/tmp/averment-pg-x');
    expect(address.settings).toMatchObject({ listen_addresses: '', unix_socket_directories: '/tmp/averment-pg-x' });
    const url = new URL(address.url('averment', 'averment_app', 'p@ss/word?'));
    expect(url.searchParams.get('host')).toBe('/tmp/averment-pg-x');
    expect(decodeURIComponent(url.password)).toBe('p@ss/word?');
    expect(url.pathname).toBe('/averment');
  });

  it('is a port of this machine alone where a socket path would be too long', async () => {
    const address = await addressIn(`/tmp/${'long/'.repeat(30)}`);
    expect(address.settings).toMatchObject({ listen_addresses: '127.0.0.1', unix_socket_directories: '' });
    expect(Number(address.settings['port'])).toBeGreaterThan(1023);
  });

  it('says the port in its url', () => {
    expect(portAddress(5433).url('averment', 'a', 'b')).toBe('postgres://a:b@127.0.0.1:5433/averment');
  });
});
