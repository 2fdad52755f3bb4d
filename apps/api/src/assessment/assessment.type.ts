import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

import { connectionType } from '../graphql/connection.js';
import { DigestScalar, InstantScalar } from '../graphql/scalars.js';

@ObjectType('Gap', { description: 'A member that is not met, and what it needs.' })
export class GapType {
  @Field()
  member!: string;

  @Field()
  status!: string;

  @Field()
  need!: string;
}

/** What a cell of the coverage matrix and a result of an assessment both say. */
@ObjectType({ isAbstract: true })
abstract class StandingType {
  @Field()
  control!: string;

  @Field({
    description:
      'EVIDENCED, SUPPORTED, SELF_ATTESTED, PARTIAL, STALE, UNVERIFIED, MISSING, FAILED, WAIVED or NOT_APPLICABLE.',
  })
  status!: string;

  @Field({ description: 'Reason code.' })
  reason!: string;

  @Field({ description: 'The reason in a sentence.' })
  explanation!: string;

  @Field({ description: 'What to do next.' })
  nextAction!: string;

  @Field({ description: 'A, B, C or D.' })
  grade!: string;

  @Field({ description: 'The best machines alone may produce: satisfied, partial or manual.' })
  cap!: string;

  @Field({ description: 'What machines show, before cap and population source.' })
  machine!: string;

  @Field(() => Int, { description: 'Members that are met.' })
  met!: number;

  @Field(() => Int, { description: 'Members judged.' })
  of!: number;

  @Field({ description: 'Who says what the members are: independent, signed-manifest or declared.' })
  populationSource!: string;

  @Field({ description: 'COVERED, OPEN or NOT_NEEDED.' })
  human!: string;

  @Field({ description: 'A cap was lowered because the assessed team controls the signer.' })
  teamControlled!: boolean;

  @Field(() => InstantScalar, { nullable: true, description: 'Since when it has been so.' })
  from?: string;

  @Field(() => InstantScalar, { nullable: true, description: 'Until when it stays so, if nothing new arrives.' })
  until?: string;
}

@ObjectType('ControlResult', { description: 'What one control is at one moment.' })
export class ControlResultType extends StandingType {
  @Field(() => [GapType])
  gaps!: GapType[];

  @Field(() => [DigestScalar], { description: 'Evidence the status rests on.' })
  evidence!: string[];
}

@ObjectType('Assessment')
export class AssessmentType {
  @Field(() => DigestScalar, { description: 'Digest of everything the judgement depends on; also its id.' })
  input!: string;

  @Field(() => ID)
  releaseId!: string;

  @Field(() => InstantScalar, { description: 'True then.' })
  asOf!: string;

  @Field(() => InstantScalar, { description: 'Known then.' })
  knownAt!: string;

  @Field(() => DigestScalar)
  catalog!: string;

  @Field({ description: 'By what it is judged.' })
  framework!: string;

  @Field(() => [DigestScalar], { description: 'Mappings and layers, bottom first.' })
  mapping!: string[];

  @Field({ description: 'independent, signed-manifest or declared.' })
  populationSource!: string;

  @Field(() => Int)
  artifacts!: number;

  @Field(() => Int, { description: 'The least over the artifacts, by the trust rules.' })
  slsaBuildLevel!: number;

  @Field(() => [ControlResultType], { description: 'One per control of the framework, in its order.' })
  results!: ControlResultType[];
}

export const AssessmentConnection = connectionType(AssessmentType, 'Assessment');

@ObjectType('CoverageCell', { description: 'How one control of a release stands; its assessment says why.' })
export class CoverageCellType extends StandingType {
  @Field(() => ID)
  releaseId!: string;
}

@ObjectType('CoverageRow', { description: 'One product of the coverage matrix, by the release that was created last.' })
export class CoverageRowType {
  @Field(() => ID)
  productId!: string;

  @Field({ description: 'Its slug.' })
  product!: string;

  @Field(() => ID, { nullable: true, description: 'Absent where no release was known by then.' })
  releaseId?: string;

  @Field(() => String, { nullable: true })
  version?: string;

  @Field(() => [CoverageCellType], {
    description: 'In catalog order; none where the release was not judged by then, which shows nothing.',
  })
  cells!: CoverageCellType[];
}

export const CoverageConnection = connectionType(CoverageRowType, 'Coverage');
