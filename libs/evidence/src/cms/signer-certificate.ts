import { contextTag, DerReader, equalBytes, ParseError, TAG } from '#kernel';

/** How CMS names a signer; both whole, with tag and length. */
export interface SignerName {
  readonly issuer: Uint8Array;
  readonly serial: Uint8Array;
}

/**
 * The one certificate that bears the signer's name. Which certificate it is makes no difference to what it proves: its
 * issuer and its key are judged later. @throws ParseError CMS_SIGNERS, DER_INVALID
 */
export function certificateOf(signer: SignerName, certificates: readonly Uint8Array[]): Uint8Array {
  const [own, ...others] = certificates.filter((der) => isNamed(nameOf(der), signer));
  if (own !== undefined && others.length === 0) return own;
  const found = own === undefined ? 'no certificate' : 'several certificates';
  throw new ParseError('CMS_SIGNERS', `the CMS signature brings ${found} of the signer it names`);
}

function isNamed(name: SignerName, signer: SignerName): boolean {
  return equalBytes(name.issuer, signer.issuer) && equalBytes(name.serial, signer.serial);
}

/** TBSCertificate up to the issuer (RFC 5280 section 4.1). */
function nameOf(der: Uint8Array): SignerName {
  const tbs = DerReader.single(der, TAG.sequence).enter(TAG.sequence);
  tbs.read(contextTag(0, 'constructed'));
  const serial = tbs.whole(tbs.read(TAG.integer));
  tbs.read(TAG.sequence);
  return { issuer: tbs.whole(tbs.read(TAG.sequence)), serial };
}
