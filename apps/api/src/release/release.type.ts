import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';

import { connectionType } from '../graphql/connection.js';
import { DigestScalar, InstantScalar, SubjectDigestScalar } from '../graphql/scalars.js';

@ObjectType('Release')
export class ReleaseType {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  productId!: string;

  @Field({ description: 'Slug of the product.' })
  productSlug!: string;

  @Field()
  version!: string;

  @Field(() => InstantScalar)
  createdAt!: string;
}

export const ReleaseConnection = connectionType(ReleaseType, 'Release');

@ObjectType('Artifact', { description: 'A file of a release, known by its digests; names decide nothing.' })
export class ArtifactType {
  @Field()
  name!: string;

  @Field(() => [SubjectDigestScalar])
  digests!: string[];
}

export const ArtifactConnection = connectionType(ArtifactType, 'Artifact');

@ObjectType('ReleaseManifest', { description: 'What the release consists of, and who says so. Itself evidence.' })
export class ReleaseManifestType {
  @Field(() => DigestScalar)
  evidence!: string;

  @Field({ description: '`independent`, `signed-manifest` or `declared`.' })
  source!: string;

  @Field(() => [SubjectDigestScalar])
  revisions!: string[];

  @Field(() => InstantScalar)
  issuedAt!: string;
}

@InputType()
export class CreateReleaseInput {
  @Field({ description: 'Slug of the product.' })
  product!: string;

  @Field()
  version!: string;
}

@InputType()
export class ArtifactInput {
  @Field()
  name!: string;

  @Field(() => [SubjectDigestScalar])
  digests!: string[];
}

@InputType()
export class DeclareManifestInput {
  @Field({ description: 'Slug of the product.' })
  product!: string;

  @Field()
  release!: string;

  @Field(() => [ArtifactInput])
  artifacts!: ArtifactInput[];

  @Field(() => String, { nullable: true, description: 'Commit the release was built from, hexadecimal.' })
  revision?: string;
}
