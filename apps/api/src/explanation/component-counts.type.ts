import { Field, Int, ObjectType } from '@nestjs/graphql';

import { DigestScalar } from '../graphql/scalars.js';

@ObjectType('ComponentCounts', {
  description: 'How many components of one SBOM are joined, by digest, to verified evidence of their own.',
})
export class ComponentCountsType {
  @Field({ description: 'What the SBOM is about.' })
  member!: string;

  @Field(() => DigestScalar)
  sbom!: string;

  @Field(() => Int, { description: 'All components that the SBOM lists.' })
  listed!: number;

  @Field(() => Int, { description: 'Those with provenance or a record of publication.' })
  joined!: number;

  @Field(() => Int, { description: 'Those with provenance of their build.' })
  withProvenance!: number;

  @Field({ description: 'The SBOM gives every component a digest; without one, nothing can be joined to it.' })
  digestsForAll!: boolean;
}
