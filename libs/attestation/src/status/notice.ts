import type { AffectedSentence, AttestationState } from '#evidence';
import type { Digest, Instant } from '#kernel';
import { momentWords, visibleText } from '#reporting';

/** What a notice tells: which attestation, what became of it, and to whom it was handed over. */
export interface NoticeParts {
  readonly issuer: string;
  readonly product: string;
  readonly release: string;
  readonly attestation: Digest;
  readonly state: Exclude<AttestationState, 'standing'>;
  readonly since: Instant;
  readonly affected: readonly AffectedSentence[];
  readonly replacedBy?: Digest;
  readonly recipient: {
    readonly name: string;
    readonly organization: string;
    readonly contract?: string;
    readonly bytes: Digest;
    readonly handedOverAt: Instant;
  };
}

/**
 * The draft of a notice to somebody who holds an attestation: what was signed, what no longer stands, why, since when,
 * what to do. Plain text; a person reads it before it is sent. What people typed is made visible and stays on its line.
 */
export function renderNotice(parts: NoticeParts): string {
  const paragraphs = [...addressed(parts), ...BECAME[parts.state](parts), ...whereToLook(parts)];
  return `${paragraphs.join('\n\n')}\n`;
}

function addressed({ recipient, issuer, product, release, attestation }: NoticeParts): readonly string[] {
  const { name, organization, contract, handedOverAt, bytes } = recipient;
  const under = contract === undefined ? '' : ` for ${visibleText(contract)}`;
  return [
    [`To: ${visibleText(name)}, ${visibleText(organization)}`, `From: ${visibleText(issuer)}`].join('\n'),
    `On ${momentWords(handedOverAt)} we handed you our signed assessment of ${visibleText(product)} ${visibleText(release)}${under}.`,
    [`Attestation: ${attestation}`, `What you hold: ${bytes}`].join('\n'),
  ];
}

const BECAME: Readonly<Record<NoticeParts['state'], (parts: NoticeParts) => readonly string[]>> = {
  affected: ({ since, affected }) => [
    `Since ${momentWords(since)} not all of it stands as we signed it. What no longer stands:`,
    affected.map(({ sentence }) => `- ${visibleText(sentence)}`).join('\n'),
    'Please do not rely on these results until you hold a newer assessment. What is not named here stands as it was signed.',
  ],
  superseded: ({ since, replacedBy }) => [
    `Since ${momentWords(since)} a newer assessment stands in its place: ${replacedBy ?? ''}`,
    'Please ask us for it, and rely on the newer one.',
  ],
  withdrawn: ({ since }) => [
    `We withdrew it at ${momentWords(since)} and no longer stand behind any of it.`,
    'Please do not rely on it any more. Our signed withdrawal says why; ask us for it.',
  ],
};

function whereToLook({ attestation }: NoticeParts): readonly string[] {
  return [
    `You can ask for our signed status at any time, without an account: GET /v1/attestations/${attestation}/status`,
  ];
}
