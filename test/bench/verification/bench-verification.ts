import { rounded, type Size } from '../measure.js';
import { benchBundles, type BenchBundles } from './bundles.js';
import { ours, peer, signersOf, type Contestant } from './contestants.js';
import { floorOf, type Floor } from './floor.js';
import { interleavedMicroseconds, type Rounds } from './interleaved.js';
import { secondReaderOf } from './second-reader.js';

/** V8 settles the machine code of ours after some 6,000 bundles; every contestant warms up as many times. */
const ROUNDS: Readonly<Record<Size, Rounds>> = {
  quick: { perRound: 40, warmUp: 25, rounds: 5 },
  full: { perRound: 200, warmUp: 30, rounds: 11 },
};
const REMEMBERED = 2048;
/** Leaf certificate by its issuer; promise of its publication, envelope, promise of the log, checkpoint. */
const FLOOR_V1 = 'p256 p256 p256 p256 p384';

/**
 * Keyless bundles from bytes to verdict, on one core: against `@sigstore/verify`, and against the raw OpenSSL operations
 * that they need. Nothing is remembered in the ratios and in the share of the floor; what memory of leaf certificates
 * and of whole verdicts is worth stands beside them.
 */
export function benchVerification(size: Size): Record<string, number> {
  const rounds = ROUNDS[size];
  return { ...benchRekorV1(rounds), ...benchRekorV2(rounds) };
}

function benchRekorV1(rounds: Rounds): Record<string, number> {
  const set = benchBundles('v1');
  const signers = signersOf(set);
  const own = ours(set.root, signers);
  const floors = set.bundles.map(({ bytes }) => floorV1(own, bytes));
  const readers = set.bundles.map(({ bytes }) => secondReaderOf(bytes));
  const time = interleavedMicroseconds(
    {
      ours: overAll(own, set),
      floor: (index) => floors[index % floors.length]?.run(),
      secondReader: (index) => readers[index % readers.length]?.(),
      peer: overAll(peer(set.root), set),
      rememberedCertificates: overAll(ours(set.root, signers, { rememberedCertificates: REMEMBERED }), set),
      rememberedVerdicts: overAll(ours(set.root, signers, { rememberedVerdicts: REMEMBERED }), set),
    },
    rounds,
  );
  return {
    verificationBundles: set.bundles.length,
    verificationBundlesAreReal: Number(set.real),
    verificationsPerSecond: Math.round(1e6 / time.ours),
    peerVerificationsPerSecond: Math.round(1e6 / time.peer),
    verificationRatio: rounded(time.peer / time.ours),
    floorMicroseconds: rounded(time.floor),
    shareOfFloor: rounded(time.floor / time.ours),
    secondReaderMicroseconds: rounded(time.secondReader),
    rememberedRatio: rounded(time.peer / time.rememberedCertificates),
    rememberedVerdictMicroseconds: rounded(time.rememberedVerdicts),
  };
}

function floorV1(own: Contestant, bytes: Uint8Array): Floor {
  const floor = floorOf(() => own(bytes));
  if (floor.kinds.join(' ') !== FLOOR_V1) throw new Error(`a bundle of the bench needs ${floor.kinds.join(' ')}`);
  return floor;
}

function benchRekorV2(rounds: Rounds): Record<string, number> {
  const set = benchBundles('v2');
  const time = interleavedMicroseconds(
    { ours: overAll(ours(set.root, signersOf(set)), set), peer: overAll(peer(set.root), set) },
    rounds,
  );
  return {
    rekorV2Bundles: set.bundles.length,
    rekorV2BundlesAreReal: Number(set.real),
    rekorV2VerificationsPerSecond: Math.round(1e6 / time.ours),
    rekorV2Ratio: rounded(time.peer / time.ours),
  };
}

/** One bundle after the other, over and over. */
function overAll(contestant: Contestant, { bundles }: BenchBundles): (index: number) => void {
  return (index) => {
    const bundle = bundles[index % bundles.length];
    if (bundle === undefined) throw new Error('no bundle to bench');
    contestant(bundle.bytes, bundle.artifact);
  };
}
