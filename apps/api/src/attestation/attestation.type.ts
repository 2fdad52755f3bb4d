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

  @Field(() => DigestScalar, { description: 'The assessment it states.' })
  input!: string;

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
