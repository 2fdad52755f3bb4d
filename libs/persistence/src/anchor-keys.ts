import type { Anchor } from '#compliance';

/** Nothing of ours is named by more; anchors of rejected evidence are whatever a stranger wrote. */
const LONGEST_BYTES = 1024;

/** The texts by which facts and findings are found again: exact, bounded, and distinct between kinds of anchor. */
export function anchorKeys(anchor: Anchor): readonly string[] {
  return keysOf(anchor).filter((key) => !key.includes('\0') && Buffer.byteLength(key) <= LONGEST_BYTES);
}

function keysOf(anchor: Anchor): readonly string[] {
  switch (anchor.kind) {
    case 'digests':
      return anchor.digests;
    case 'repository':
      return [`repository ${anchor.uri}`];
    case 'product':
      return [`product ${anchor.product}`];
    case 'release':
      return [`release ${JSON.stringify([anchor.product, anchor.release])}`];
    case 'organization':
      return ['organization'];
  }
}
