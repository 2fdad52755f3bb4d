import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';

import { fromBase64, type Instant } from '#kernel';
import type { Actor, TrustRootRecord, TrustRuleRecord } from '#application';

import { CurrentActor } from '../access/actor.decorator.js';
import { Requires } from '../access/requires.decorator.js';
import { JsonScalar } from '../graphql/scalars.js';
import { UseCasesToken, type UseCasesOf } from '../use-cases.js';
import {
  AddTrustRootInput,
  AdmissionPolicyInput,
  AdmissionPolicyType,
  TrustRootType,
  TrustRuleType,
} from './trust.type.js';

@Resolver()
export class TrustResolver {
  constructor(
    @Inject(UseCasesToken)
    private readonly useCases: UseCasesOf<
      'read' | 'putTrustRule' | 'retireTrustRule' | 'addTrustRoot' | 'exportTrustRules' | 'clock'
    >,
  ) {}

  @Query(() => [TrustRuleType], { description: 'Rules in force.' })
  @Requires('report:read')
  async trustRules(@CurrentActor() actor: Actor): Promise<TrustRuleType[]> {
    return (await this.useCases.read.run(actor, 'report:read', (stores) => stores.trust.rules())).map(toTrustRule);
  }

  @Query(() => [TrustRootType])
  @Requires('report:read')
  async trustRoots(@CurrentActor() actor: Actor): Promise<TrustRootType[]> {
    const now = this.useCases.clock.now();
    const roots = await this.useCases.read.run(actor, 'report:read', (stores) => stores.trust.roots());
    return roots.map((root) => toTrustRoot(root, now));
  }

  @Query(() => AdmissionPolicyType, {
    description: 'Rules in force as policies of an admission controller; what they cannot say is left out and named.',
  })
  @Requires('report:read')
  async admissionPolicy(
    @CurrentActor() actor: Actor,
    @Args('input') { format, images, product, kinds }: AdmissionPolicyInput,
  ): Promise<AdmissionPolicyType> {
    const { plan, yaml } = await this.useCases.exportTrustRules.run(actor, {
      ...{ format, images },
      ...(typeof product === 'string' && { product }),
      ...(kinds && { kinds }),
    });
    return { yaml, kinds: plan.demands.map(({ kind }) => kind), leftOut: [...plan.leftOut] };
  }

  @Mutation(() => TrustRuleType, {
    description: 'Adds a rule, or replaces the one of the same id; everything held is judged again.',
  })
  @Requires('policy:write')
  async putTrustRule(
    @CurrentActor() actor: Actor,
    @Args('rule', { type: () => JsonScalar }) rule: unknown,
  ): Promise<TrustRuleType> {
    return toTrustRule(await this.useCases.putTrustRule.run(actor, rule));
  }

  @Mutation(() => Boolean)
  @Requires('policy:write')
  async retireTrustRule(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<boolean> {
    await this.useCases.retireTrustRule.run(actor, id);
    return true;
  }

  @Mutation(() => TrustRootType)
  @Requires('policy:write')
  async addTrustRoot(@CurrentActor() actor: Actor, @Args('input') input: AddTrustRootInput): Promise<TrustRootType> {
    const root = await this.useCases.addTrustRoot.run(actor, {
      name: input.name,
      bytes: fromBase64(input.trustedRoot),
    });
    return toTrustRoot(root, this.useCases.clock.now());
  }
}

function toTrustRule({ rule, createdAt, createdBy }: TrustRuleRecord): TrustRuleType {
  return { id: rule.id, rule, createdAt, createdBy };
}

function toTrustRoot(root: TrustRootRecord, now: Instant): TrustRootType {
  const { name, digest, source, expires, addedAt } = root;
  return {
    name,
    digest,
    source,
    addedAt,
    stale: expires !== undefined && expires < now,
    ...(expires === undefined ? {} : { expires }),
  };
}
