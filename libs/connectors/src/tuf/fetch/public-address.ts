import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

import { AppError } from '#kernel';

/** Special-purpose addresses (IANA registries, RFC 6890): this machine, this network, or nobody in particular. */
const IPV4_RANGES = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
];
/** Global unicast is 2000::/3; within it, documentation and what carries an IPv4 address or a tunnel inside. */
const IPV6_GLOBAL = '2000::/3';
const IPV6_RANGES = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const special = listOf(IPV4_RANGES, 'ipv4');
const special6 = listOf(IPV6_RANGES, 'ipv6');
const global6 = listOf([IPV6_GLOBAL], 'ipv6');

function listOf(ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = '', prefix] = range.split('/');
    list.addSubnet(net, Number(prefix), family);
  }
  return list;
}

/** May evidence of the world outside be fetched from there? Whatever is not an address is not public. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !special.check(address, 'ipv4');
    case 6:
      return global6.check(address, 'ipv6') && !special6.check(address, 'ipv6');
    default:
      return false;
  }
}

/** A host that is spelt as an address is never looked up, so it is judged before. @throws AppError invalid TUF_ADDRESS_REFUSED */
export function requirePublicHost(hostname: string): void {
  const address = hostname.replace(/^\[|\]$/g, '');
  if (isIP(address) !== 0 && !isPublicAddress(address)) throw refused(hostname);
}

/** Names are resolved here and nowhere else: the socket connects to the very addresses that were judged. */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses;
    if (error !== null || first === undefined) {
      callback(error ?? new Error(`${hostname} has no address`), '', 0);
      return;
    }
    if (!addresses.every(({ address }) => isPublicAddress(address))) {
      callback(refused(hostname), '', 0);
      return;
    }
    if (options.all === true) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

function refused(hostname: string): AppError {
  return new AppError(
    'invalid',
    'TUF_ADDRESS_REFUSED',
    `${hostname} leads to this machine or a private network: allow private addresses if the repository stands there`,
  );
}
