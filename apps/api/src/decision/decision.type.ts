import { Field, ID, InputType } from '@nestjs/graphql';

import { DigestScalar, InstantScalar } from '../graphql/scalars.js';

@InputType({ description: 'What a decision applies to: the organization when empty, a product, or one release.' })
export class DecisionScopeInput {
  @Field(() => String, { nullable: true })
  product?: string | null;

  @Field(() => String, { nullable: true })
  release?: string | null;
}

@InputType()
export class HumanEvidenceInput {
  @Field(() => DecisionScopeInput)
  scope!: DecisionScopeInput;

  @Field(() => [String])
  controls!: string[];

  @Field({ description: 'What is stated, in a sentence.' })
  statement!: string;

  @Field()
  documentName!: string;

  @Field(() => DigestScalar, { description: 'The document the statement rests on.' })
  documentDigest!: string;

  @Field(() => InstantScalar, { description: 'When the document was gathered.' })
  collected!: string;

  @Field(() => ID, { description: 'The person whose statement it is; the caller has reviewed it and must be another.' })
  statedBy!: string;

  @Field(() => InstantScalar)
  validFrom!: string;

  @Field(() => InstantScalar)
  validUntil!: string;
}

@InputType()
export class WaiverInput {
  @Field(() => DecisionScopeInput, { description: 'A product or a release, never the whole organization.' })
  scope!: DecisionScopeInput;

  @Field()
  control!: string;

  @Field()
  reason!: string;

  @Field({ description: 'What is done instead meanwhile.' })
  compensatingControl!: string;

  @Field(() => ID, { description: 'The person who asked; the caller agrees and must be another person.' })
  requestedBy!: string;

  @Field(() => InstantScalar, { description: 'At most 180 days from now.' })
  validUntil!: string;
}

@InputType()
export class NotApplicableInput {
  @Field(() => DecisionScopeInput)
  scope!: DecisionScopeInput;

  @Field()
  control!: string;

  @Field()
  reason!: string;

  @Field(() => ID, { description: 'The person who asked; the caller agrees and must be another person.' })
  requestedBy!: string;
}
