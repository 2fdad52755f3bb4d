import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';

import { connectionType } from '../graphql/connection.js';
import { DigestScalar, InstantScalar, JsonScalar, SubjectDigestScalar } from '../graphql/scalars.js';

@ObjectType('Check', { description: 'One rung of the verification ladder.' })
export class CheckType {
  @Field()
  rung!: string;

  @Field({ description: '`passed`, `failed`, `could-not-check` or `not-applicable`.' })
  outcome!: string;

  @Field(() => String, { nullable: true })
  code?: string;

  @Field(() => String, { nullable: true })
  expected?: string;

  @Field(() => String, { nullable: true })
  found?: string;

  @Field(() => String, { nullable: true, description: 'The specification that asks for it.' })
  spec?: string;

  @Field(() => String, { nullable: true, description: 'What the code means, in a sentence.' })
  meaning?: string;

  @Field(() => String, { nullable: true, description: 'What to do about it.' })
  remedy?: string;
}

@ObjectType('Verdict')
export class VerdictType {
  @Field({ description: '`verified`, `rejected` or `unverified`.' })
  outcome!: string;

  @Field(() => [CheckType], { description: 'All twelve rungs, in order.' })
  checks!: CheckType[];

  @Field(() => [String], { description: 'Trust rules that matched.' })
  rules!: string[];

  @Field(() => JsonScalar, { nullable: true, description: 'Issuer and identity, or key fingerprint, as proven.' })
  signer?: unknown;

  @Field(() => InstantScalar, { nullable: true, description: 'Trusted time; absent when untimed.' })
  signedAt?: string;

  @Field(() => DigestScalar)
  trustRoot!: string;

  @Field(() => DigestScalar)
  policy!: string;

  @Field()
  verifier!: string;
}

@ObjectType('QuarantineReason')
export class QuarantineReasonType {
  @Field()
  code!: string;

  @Field()
  message!: string;

  @Field(() => Int)
  attempts!: number;
}

@ObjectType('Evidence')
export class EvidenceType {
  @Field(() => ID)
  id!: string;

  @Field(() => DigestScalar)
  digest!: string;

  @Field(() => Int)
  size!: number;

  @Field()
  origin!: string;

  @Field(() => ID)
  submittedById!: string;

  @Field(() => InstantScalar)
  receivedAt!: string;

  @Field({ description: '`stored`, `settled` or `quarantined`.' })
  state!: string;

  @Field()
  format!: string;

  @Field()
  kind!: string;

  @Field(() => [SubjectDigestScalar], {
    description: 'Digests the bytes name; proven only where the verdict says verified.',
  })
  subjects!: string[];

  @Field(() => VerdictType, { nullable: true })
  verdict?: VerdictType;

  @Field(() => QuarantineReasonType, { nullable: true })
  failure?: QuarantineReasonType;
}

export const EvidenceConnection = connectionType(EvidenceType, 'Evidence');

@ObjectType('ReceivedEvidence')
export class ReceivedEvidenceType {
  @Field(() => ID)
  id!: string;

  @Field(() => DigestScalar)
  digest!: string;

  @Field({ description: '`received`, or `known` when these very bytes are held already.' })
  outcome!: string;
}

@InputType()
export class EvidenceFilter {
  @Field(() => String, { nullable: true, description: '`stored`, `settled` or `quarantined`.' })
  state?: string | null;

  @Field(() => String, { nullable: true })
  kind?: string | null;

  @Field(() => String, { nullable: true, description: '`verified`, `rejected` or `unverified`.' })
  outcome?: string | null;

  @Field(() => SubjectDigestScalar, { nullable: true })
  subject?: string | null;

  @Field(() => ID, { nullable: true })
  release?: string | null;
}
