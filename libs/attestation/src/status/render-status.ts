import { momentWords, visibleText } from '#reporting';

import type { StatusReading } from './read-status.js';

const SIGNATURE: Readonly<Record<StatusReading['signature'], string>> = {
  verified: 'verified under the key that was given',
  'not-asked': 'not checked: give the key that you expect',
};

/** A status for people: what it says, who says so, and how far that goes. Text of strangers is made visible. */
export function renderStatus(reading: StatusReading): string {
  const { status, signature, keyFingerprint } = reading;
  const { attestation, state, since, affected, replacedBy } = status;
  return [
    `Attestation ${attestation}`,
    `${state.toUpperCase()} since ${momentWords(since)}`,
    ...affected.map(({ sentence }) => `  - ${visibleText(sentence)}`),
    ...(replacedBy === undefined ? [] : [`  Replaced by ${replacedBy}`]),
    validity(reading),
    `Signature: ${signature === 'not-asked' && keyFingerprint !== undefined ? `${SIGNATURE[signature]}; it names ${visibleText(keyFingerprint)}` : SIGNATURE[signature]}`,
  ].join('\n');
}

function validity({ status: { issuedAt, validUntil }, age }: StatusReading): string {
  const issued = `Issued ${momentWords(issuedAt)}`;
  if (age === 'ahead') return `${issued}, which is still to come: check the clocks`;
  return age === 'valid'
    ? `${issued}, says nothing after ${momentWords(validUntil)}`
    : `${issued}, and says nothing any more since ${momentWords(validUntil)}: ask for a new one`;
}
