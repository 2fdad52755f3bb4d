import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import type { SubjectDigest } from '#kernel';
import type { Actor, ProductId, ReleaseId } from '#application';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { PageArgs, toConnection, toPageRequest } from '../graphql/connection.js';
import { CurrentLoaders } from '../graphql/current-loaders.decorator.js';
import type { Loaders } from '../graphql/loaders.js';
import { ProductType } from '../product/product.type.js';
import { ReceivedEvidenceType } from '../evidence/evidence.type.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import { toManifest, toRelease } from './release.mapper.js';
import {
  ArtifactConnection,
  CreateReleaseInput,
  DeclareManifestInput,
  ReleaseConnection,
  ReleaseManifestType,
  ReleaseType,
} from './release.type.js';

@Resolver(() => ReleaseType)
export class ReleaseResolver {
  constructor(
    @Inject(UseCasesToken) private readonly useCases: UseCasesOf<'read' | 'createRelease' | 'stateDecision'>,
  ) {}

  @Query(() => ReleaseConnection)
  @Requires('report:read')
  async releases(@CurrentActor() actor: Actor, @Args() page: PageArgs) {
    const request = toPageRequest(page);
    return toConnection(
      await this.useCases.read.run(actor, 'report:read', (stores) => stores.releases.list(request, {})),
      toRelease,
    );
  }

  @Query(() => ReleaseType, { nullable: true })
  @Requires('report:read')
  async release(
    @CurrentActor() actor: Actor,
    @Args('product') product: string,
    @Args('version') version: string,
  ): Promise<ReleaseType | null> {
    const release = await this.useCases.read.run(actor, 'report:read', (stores) =>
      stores.releases.find(product, version),
    );
    return release === undefined ? null : toRelease(release);
  }

  @ResolveField(() => ProductType)
  async product(@Parent() release: ReleaseType, @CurrentLoaders() loaders: Loaders): Promise<ProductType | undefined> {
    return loaders.products.load(release.productId as ProductId);
  }

  @ResolveField(() => ReleaseManifestType, { nullable: true })
  async manifest(
    @Parent() release: ReleaseType,
    @CurrentLoaders() loaders: Loaders,
  ): Promise<ReleaseManifestType | null> {
    const manifest = await loaders.manifests.load(release.id as ReleaseId);
    return manifest === undefined ? null : toManifest(manifest);
  }

  @ResolveField(() => ArtifactConnection)
  async artifacts(@Parent() release: ReleaseType, @CurrentActor() actor: Actor, @Args() page: PageArgs) {
    const request = toPageRequest(page);
    const rows = await this.useCases.read.run(actor, 'report:read', (stores) =>
      stores.releases.artifacts(release.id as ReleaseId, request),
    );
    return toConnection(rows, ({ name, digests }) => ({ name, digests: [...digests] }));
  }

  @Mutation(() => ReleaseType, {
    description: 'Idempotent by version. What belongs to the release is said by a manifest.',
  })
  @Requires('evidence:write')
  async createRelease(@CurrentActor() actor: Actor, @Args('input') input: CreateReleaseInput): Promise<ReleaseType> {
    return toRelease((await this.useCases.createRelease.run(actor, input)).release);
  }

  @Mutation(() => ReceivedEvidenceType, {
    description: 'States what a release consists of: signed, received and verified like all evidence.',
  })
  @Requires('evidence:write')
  async declareManifest(
    @CurrentActor() actor: Actor,
    @Args('input') input: DeclareManifestInput,
  ): Promise<ReceivedEvidenceType> {
    const { product, release, revision } = input;
    const artifacts = input.artifacts.map(({ name, digests }) => ({ name, digests: digests as SubjectDigest[] }));
    const decision = { kind: 'release-manifest', product, release, artifacts } as const;
    return this.useCases.stateDecision.run(actor, typeof revision === 'string' ? { ...decision, revision } : decision);
  }
}

/** Releases hang below their product; declared here so that product knows nothing of release. */
@Resolver(() => ProductType)
export class ProductReleasesResolver {
  constructor(@Inject(UseCasesToken) private readonly useCases: UseCasesOf<'read'>) {}

  @ResolveField(() => ReleaseConnection)
  async releases(@Parent() product: ProductType, @CurrentActor() actor: Actor, @Args() page: PageArgs) {
    const request = toPageRequest(page);
    const filter = { product: product.id as ProductId };
    return toConnection(
      await this.useCases.read.run(actor, 'report:read', (stores) => stores.releases.list(request, filter)),
      toRelease,
    );
  }
}
