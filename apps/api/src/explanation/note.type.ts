import { Field, ObjectType } from '@nestjs/graphql';

import { DigestScalar, InstantScalar } from '../graphql/scalars.js';

@ObjectType('EvidenceNote', { description: 'One piece of verified evidence: what it says, and by whose word.' })
export class EvidenceNoteType {
  @Field(() => DigestScalar)
  evidence!: string;

  @Field(() => [String], { description: 'Kinds of claims it makes.' })
  claims!: string[];

  @Field(() => [String], { description: 'Trust rules under which it counts.' })
  rules!: string[];

  @Field({ description: 'Issuer and identity, or key fingerprint.' })
  producer!: string;

  @Field(() => InstantScalar, { nullable: true, description: 'Trusted time; absent where nothing trusted says when.' })
  signedAt?: string;

  @Field({ description: '`verified`, or how else its signer is known.' })
  assurance!: string;

  @Field({ description: 'The assessed team controls its signer.' })
  teamControlled!: boolean;
}

@ObjectType('CodeNote', { description: 'What verification found, in words.' })
export class CodeNoteType {
  @Field()
  code!: string;

  @Field(() => String, { nullable: true, description: 'Where on the ladder it stopped.' })
  rung?: string;

  @Field()
  meaning!: string;

  @Field()
  remedy!: string;
}

@ObjectType('FindingNote', { description: 'One piece of evidence that did not verify.' })
export class FindingNoteType {
  @Field(() => DigestScalar)
  evidence!: string;

  @Field()
  kind!: string;

  @Field({ description: '`rejected` or `unverified`.' })
  outcome!: string;

  @Field(() => [CodeNoteType])
  codes!: CodeNoteType[];
}
