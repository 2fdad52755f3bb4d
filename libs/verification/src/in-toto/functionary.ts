import { preAuthEncoding, type Layout, type LayoutKey, type LayoutStep, type StepLink } from '#evidence';

/**
 * The functionary of the step who made this link; undefined where nobody did who may. The name of its file picks the
 * key, the key proves the link, and the signed text must speak of this very step: a functionary of two steps has not
 * said of the one what was recorded for the other.
 */
export function functionaryOf(link: StepLink, step: LayoutStep, { keys }: Layout): LayoutKey | undefined {
  if (link.record.kind === 'link' && link.record.link.name !== step.name) return undefined;
  const own = step.pubkeys.filter((keyid) => keyid.startsWith(link.keyidPrefix));
  return own.flatMap((keyid) => keys.get(keyid) ?? []).find((key) => isSignedBy(link.content, key));
}

/** As in-toto does: of several signatures under one key id the first speaks. */
function isSignedBy(content: StepLink['content'], functionary: LayoutKey): boolean {
  const own = content.signatures.find(({ keyid }) => keyid === functionary.keyid);
  if (own === undefined) return false;
  const signed = content.kind === 'dsse' ? preAuthEncoding(content.payloadType, content.payload) : content.signed;
  const { key, hash, padding } = functionary;
  return padding === 'pss' ? key.verifyPss(signed, own.signature, hash) : key.verify(signed, own.signature, hash);
}
