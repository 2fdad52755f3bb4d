import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';

import type { Distrusted } from '#evidence';

import { connectionType } from '../graphql/connection.js';
import { DigestScalar, InstantScalar } from '../graphql/scalars.js';

const DistrustedKind = {
  IDENTITY: 'identity',
  KEY: 'key',
  CERTIFICATE_AUTHORITY: 'certificate-authority',
  CT_LOG: 'ct-log',
  TRANSPARENCY_LOG: 'transparency-log',
  TIMESTAMP_AUTHORITY: 'timestamp-authority',
  BUILDER: 'builder',
} as const satisfies Readonly<Record<string, Distrusted['kind']>>;

registerEnumType(DistrustedKind, {
  name: 'DistrustedKind',
  description: 'What is not trusted any more.',
  valuesMap: {
    IDENTITY: { description: 'An identity in certificates, exactly.' },
    KEY: { description: 'A key, by the SHA-256 of its SubjectPublicKeyInfo, hexadecimal.' },
    CERTIFICATE_AUTHORITY: { description: 'An authority, by the same of its certificate.' },
    CT_LOG: { description: 'A certificate log, by its id, hexadecimal.' },
    TRANSPARENCY_LOG: { description: 'A log of signatures, by its id, hexadecimal.' },
    TIMESTAMP_AUTHORITY: { description: 'A time-stamp authority, by its name in the trust root.' },
    BUILDER: { description: 'A builder, by its id; without `@ref` at every ref.' },
  },
});

@InputType({ description: 'Somebody or something is not trusted since a moment, for the whole organization.' })
export class CompromiseInput {
  @Field(() => DistrustedKind)
  kind!: Distrusted['kind'];

  @Field()
  name!: string;

  @Field(() => String, { nullable: true, description: 'Of an identity: only as vouched for by this issuer.' })
  issuer?: string | null;

  @Field(() => InstantScalar, { description: 'Not after now.' })
  since!: string;

  @Field()
  reason!: string;
}

@ObjectType('Compromise', { description: 'A statement in force that somebody or something is not trusted any more.' })
export class CompromiseType {
  @Field(() => DigestScalar)
  statement!: string;

  @Field(() => DistrustedKind)
  kind!: Distrusted['kind'];

  @Field()
  name!: string;

  @Field(() => String, { nullable: true })
  issuer?: string;

  @Field(() => InstantScalar)
  since!: string;
}

@ObjectType('FelledEvidence', { description: 'Evidence that does not stand any more.' })
export class FelledEvidenceType {
  @Field(() => DigestScalar)
  digest!: string;

  @Field()
  kind!: string;

  @Field({ description: '`verified`, or `unverified` where it never was.' })
  before!: string;

  @Field({ description: '`rejected` or `unverified`.' })
  after!: string;

  @Field({ description: 'The rung it fell at.' })
  rung!: string;

  @Field({ description: 'What that rung says.' })
  code!: string;
}

@ObjectType('FelledControl', { description: 'A control that stands otherwise now.' })
export class FelledControlType {
  @Field()
  control!: string;

  @Field()
  statusBefore!: string;

  @Field()
  reasonBefore!: string;

  @Field()
  statusAfter!: string;

  @Field()
  reasonAfter!: string;

  @Field(() => [DigestScalar], { description: 'What it rested on that does not stand any more.' })
  restedOn!: string[];
}

@ObjectType('FelledRelease', { description: 'A release that was judged without what fell.' })
export class FelledReleaseType {
  @Field(() => ID)
  releaseId!: string;

  @Field()
  product!: string;

  @Field()
  version!: string;

  @Field(() => [FelledControlType], {
    description: 'By the last judgement before the statement was received, and the current one.',
  })
  changes!: FelledControlType[];
}

@ObjectType('FelledCitation')
export class FelledCitationType {
  @Field()
  control!: string;

  @Field(() => DigestScalar)
  evidence!: string;
}

@ObjectType('FelledAttestation', { description: 'An issued attestation that rests on what fell.' })
export class FelledAttestationType {
  @Field(() => DigestScalar)
  digest!: string;

  @Field(() => ID)
  releaseId!: string;

  @Field(() => InstantScalar)
  signedAt!: string;

  @Field(() => [FelledCitationType], { description: 'Which of its results cite which fallen evidence.' })
  cites!: FelledCitationType[];
}

export const FelledEvidenceConnection = connectionType(FelledEvidenceType, 'FelledEvidence');
export const FelledReleaseConnection = connectionType(FelledReleaseType, 'FelledRelease');
export const FelledAttestationConnection = connectionType(FelledAttestationType, 'FelledAttestation');

@ObjectType('CompromiseImpact', {
  description: 'What does not stand any more by one statement. While everything is judged again, it grows.',
})
export class CompromiseImpactType {
  @Field(() => DigestScalar)
  statement!: string;

  @Field(() => InstantScalar)
  receivedAt!: string;
}
