import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';

import { connectionType } from '../graphql/connection.js';
import { DigestScalar, InstantScalar } from '../graphql/scalars.js';

@ObjectType('Attestation', {
  description: 'A signed assessment. Its bytes and its pack are under /v1/attestations/{digest}.',
})
export class AttestationType {
  @Field(() => DigestScalar)
  digest!: string;

  @Field(() => ID)
  releaseId!: string;

  @Field({ description: 'Id of the catalog it is judged by.' })
  framework!: string;

  @Field(() => DigestScalar, { description: 'The assessment it states.' })
  input!: string;

  @Field(() => DigestScalar, {
    nullable: true,
    description: 'Of the report.json that was approved; null where it was signed before reports were data.',
  })
  report?: string | null;

  @Field(() => ID, { nullable: true })
  draftId?: string | null;

  @Field(() => DigestScalar, { nullable: true, description: 'The attestation in whose place it stands.' })
  supersedes?: string | null;

  @Field(() => ID)
  signedById!: string;

  @Field(() => InstantScalar)
  signedAt!: string;

  @Field({ description: 'SHA-256 over the public key, hexadecimal.' })
  keyFingerprint!: string;
}

export const AttestationConnection = connectionType(AttestationType, 'Attestation');

@InputType()
export class IssueAttestationInput {
  @Field({ description: 'Slug of the product.' })
  product!: string;

  @Field()
  release!: string;

  @Field(() => String, { nullable: true, description: 'Id of the catalog to judge by; absent: the main one.' })
  framework?: string | null;

  /** Nullable, because compiled operations refuse to leave out a required field in spite of its default. */
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Sign although a trust root is past its expiry; the statement prints it.',
  })
  acceptStaleRoot?: boolean | null;

  @Field(() => DigestScalar, { nullable: true, description: 'The attestation in whose place it shall stand.' })
  supersedes?: string | null;
}
