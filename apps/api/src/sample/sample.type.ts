import { Field, Int, ObjectType } from '@nestjs/graphql';

import { EvidenceNoteType, FindingNoteType } from '../explanation/note.type.js';
import { DigestScalar, InstantScalar, SubjectDigestScalar } from '../graphql/scalars.js';

@ObjectType('SampleMember', { description: 'One artifact that was drawn. Of each list at most 20 are shown.' })
export class SampleMemberType {
  @Field()
  name!: string;

  @Field(() => [SubjectDigestScalar])
  digests!: readonly string[];

  @Field(() => DigestScalar, { description: 'By which it was drawn: the lowest ranks are the sample.' })
  rank!: string;

  @Field(() => [EvidenceNoteType], { description: 'Verified evidence about this very artifact.' })
  evidence!: readonly EvidenceNoteType[];

  @Field(() => Int)
  evidenceCount!: number;

  @Field(() => [FindingNoteType], { description: 'Evidence about it that did not verify.' })
  findings!: readonly FindingNoteType[];

  @Field(() => Int)
  findingCount!: number;
}

@ObjectType('Sample', { description: 'Artifacts for an auditor to look at, and all it takes to draw them again.' })
export class SampleType {
  @Field(() => InstantScalar, { description: 'True then.' })
  asOf!: string;

  @Field(() => InstantScalar, { description: 'Known then.' })
  knownAt!: string;

  @Field()
  algorithm!: string;

  @Field()
  seed!: string;

  @Field(() => DigestScalar, { description: 'Over the canonical population: what the draw was from.' })
  population!: string;

  @Field({ description: 'Who says what the population is: independent, signed-manifest or declared.' })
  populationSource!: string;

  @Field(() => DigestScalar, { nullable: true, description: 'The release manifest that says it.' })
  manifest?: string;

  @Field(() => Int, { description: 'How many were drawn.' })
  size!: number;

  @Field(() => Int, { description: 'Out of how many.' })
  of!: number;

  @Field(() => [SampleMemberType], { description: 'In the order of their ranks.' })
  members!: readonly SampleMemberType[];
}
