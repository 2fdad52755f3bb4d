import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';

import { DigestScalar, InstantScalar, JsonScalar } from '../graphql/scalars.js';

@ObjectType('TrustRule')
export class TrustRuleType {
  @Field(() => ID)
  id!: string;

  @Field(() => JsonScalar, { description: 'The whole rule; its schema is docs/reference/trust-rule.schema.json.' })
  rule!: unknown;

  @Field(() => InstantScalar)
  createdAt!: string;

  @Field(() => ID)
  createdBy!: string;
}

@ObjectType('TrustRoot')
export class TrustRootType {
  @Field(() => ID)
  name!: string;

  @Field(() => DigestScalar)
  digest!: string;

  @Field({ description: '`seed`, `tuf` or `file`.' })
  source!: string;

  @Field(() => InstantScalar, { nullable: true })
  expires?: string;

  @Field({ description: 'Past its expiry: verdicts still stand on it, and signing over it needs an explicit word.' })
  stale!: boolean;

  @Field(() => InstantScalar)
  addedAt!: string;
}

@InputType()
export class AddTrustRootInput {
  @Field({ description: '1 to 63 lower-case letters, digits and inner hyphens.' })
  name!: string;

  @Field({
    description:
      'A Sigstore trusted_root.json, the CA certificates of an organization in PEM, or a SPIFFE bundle; base64.',
  })
  trustedRoot!: string;
}

@InputType()
export class AdmissionPolicyInput {
  @Field({ description: '`cluster-image-policy` (policy-controller of Sigstore) or `kyverno`.' })
  format!: string;

  @Field(() => [String], { description: 'Globs of image names: `registry.example.org/shop/**`.' })
  images!: string[];

  @Field(() => String, {
    nullable: true,
    description: 'Slug of the product whose images they are; absent: rules of the organization alone.',
  })
  product?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Kinds of evidence that are asked for; absent: every kind that can be expressed.',
  })
  kinds?: string[] | null;
}

@ObjectType('RuleLeftOut')
export class RuleLeftOutType {
  @Field(() => ID)
  rule!: string;

  @Field({ description: 'What of the rule a policy cannot say.' })
  why!: string;
}

@ObjectType('AdmissionPolicy')
export class AdmissionPolicyType {
  @Field({ description: 'One or more policies; what is left out stands at the top as comments.' })
  yaml!: string;

  @Field(() => [String], { description: 'Kinds of evidence that each image needs.' })
  kinds!: string[];

  @Field(() => [RuleLeftOutType], { description: 'So that nothing is admitted that a rule refuses.' })
  leftOut!: RuleLeftOutType[];
}
