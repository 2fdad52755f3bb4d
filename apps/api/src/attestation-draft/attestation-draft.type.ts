import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';

import { connectionType } from '../graphql/connection.js';
import { DigestScalar, InstantScalar } from '../graphql/scalars.js';
import { PrincipalType } from '../organization/organization.type.js';

@ObjectType('AttestationApproval', {
  description: 'A person has read exactly this report and agrees that it is signed.',
})
export class AttestationApprovalType {
  @Field(() => ID)
  approvedById!: string;

  @Field(() => PrincipalType, { nullable: true })
  approvedBy?: PrincipalType | null;

  @Field(() => DigestScalar, { description: 'Of the report.json that was read.' })
  report!: string;

  @Field(() => InstantScalar)
  approvedAt!: string;
}

@ObjectType('AttestationDraft', {
  description:
    'What would be signed about a release, frozen. Its report is under /v1/attestation-drafts/{id}/report; a draft can be signed for a week.',
})
export class AttestationDraftType {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  releaseId!: string;

  @Field({ description: 'Id of the catalog it is judged by.' })
  framework!: string;

  @Field(() => DigestScalar, { description: 'The assessment it states.' })
  input!: string;

  @Field(() => DigestScalar, { description: 'Of report.json: what is read, and what an approval names.' })
  report!: string;

  @Field(() => InstantScalar)
  asOf!: string;

  @Field(() => InstantScalar, { description: 'Until when its results stand by themselves.' })
  validUntil!: string;

  @Field(() => DigestScalar, { nullable: true, description: 'The attestation in whose place it shall stand.' })
  supersedes?: string | null;

  @Field(() => ID)
  draftedById!: string;

  @Field(() => InstantScalar)
  draftedAt!: string;
}

export const AttestationDraftConnection = connectionType(AttestationDraftType, 'AttestationDraft');

@ObjectType('ProducerStatement', {
  description:
    'What a named person stated over an attestation. The signed words are under /v1/attestations/{digest}/statements/{number}.',
})
export class ProducerStatementType {
  @Field(() => DigestScalar, { description: 'Of the signed statement, a Sigstore bundle.' })
  digest!: string;

  @Field()
  name!: string;

  @Field()
  title!: string;

  @Field()
  authority!: string;

  @Field(() => ID)
  statedById!: string;

  @Field(() => InstantScalar)
  signedOn!: string;
}

@ObjectType('Validity')
export class ValidityType {
  @Field(() => InstantScalar)
  from!: string;

  @Field(() => InstantScalar)
  until!: string;
}

@InputType()
export class DraftAttestationInput {
  @Field({ description: 'Slug of the product.' })
  product!: string;

  @Field()
  release!: string;

  @Field(() => String, { nullable: true, description: 'Id of the catalog to judge by; absent: the main one.' })
  framework?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Sign although a trust root is past its expiry; the statement prints it.',
  })
  acceptStaleRoot?: boolean | null;

  @Field(() => DigestScalar, { nullable: true, description: 'The attestation in whose place it shall stand.' })
  supersedes?: string | null;
}

@InputType()
export class ApproveAttestationInput {
  @Field(() => ID)
  draft!: string;

  @Field(() => DigestScalar, { description: 'Of the report.json that you have read.' })
  report!: string;
}

@InputType()
export class StateProducerStatementInput {
  @Field(() => DigestScalar)
  attestation!: string;

  @Field({ description: 'Plain text, at most 10,000 characters.' })
  words!: string;

  @Field(() => DigestScalar, {
    description: 'SHA-256 over the UTF-8 of the words as they were shown to the signatory.',
  })
  wordsShown!: string;

  @Field({ description: 'Of the signatory.' })
  name!: string;

  @Field()
  title!: string;

  @Field({ description: 'Why this person may bind the producer: an office, a delegation.' })
  authority!: string;

  @Field(() => DigestScalar, {
    nullable: true,
    description: 'SHA-256 of the document by which the signatory lets somebody else have this signed.',
  })
  delegation?: string | null;
}
