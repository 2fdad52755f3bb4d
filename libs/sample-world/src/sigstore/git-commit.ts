import { concatBytes, toBase64, toUtf8 } from '#kernel';

/** The object with the signature where git writes it: `gpgsig` of a commit, behind the message of a tag. */
export function withCmsSignature(body: Uint8Array, der: Uint8Array): Uint8Array {
  const lines = toBase64(der).match(/.{1,64}/g) ?? [];
  const armour = `-----BEGIN SIGNED MESSAGE-----\n${lines.join('\n')}\n-----END SIGNED MESSAGE-----\n`;
  const end = Buffer.from(body).indexOf('\n\n') + 1;
  const isTag = Buffer.from(body.subarray(0, 7)).toString('latin1') === 'object ';
  if (isTag) return concatBytes(body, toUtf8(armour));
  const header = `gpgsig ${armour.slice(0, -1).replaceAll('\n', '\n ')}\n`;
  return concatBytes(body.subarray(0, end), toUtf8(header), body.subarray(end));
}
