import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';

import type { AttestationState } from '#evidence';

import { connectionType } from '../graphql/connection.js';
import { DigestScalar, InstantScalar } from '../graphql/scalars.js';
import { AttestationStateEnum } from './attestation-state.js';

@ObjectType('AffectedSentence', { description: 'A signed result that no longer stands.' })
export class AffectedSentenceType {
  @Field()
  control!: string;

  @Field({ description: 'The status that was signed.' })
  signed!: string;

  @Field({ description: 'How it stands instead.' })
  now!: string;

  @Field({ description: 'Code of the cause: EVIDENCE_DISTRUSTED, WAIVER_ENDED, WINDOW_CLOSED, …' })
  cause!: string;

  @Field()
  sentence!: string;
}

@ObjectType('AttestationStanding', { description: 'How an attestation stands now.' })
export class AttestationStandingType {
  @Field(() => AttestationStateEnum)
  state!: AttestationState;

  @Field(() => InstantScalar)
  since!: string;

  @Field(() => [AffectedSentenceType], { description: 'Empty unless it is affected.' })
  affected!: AffectedSentenceType[];

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When something falls, or stands again, although nothing happens.',
  })
  nextChange?: string;

  @Field(() => DigestScalar, { nullable: true, description: 'The attestation that stands in its place.' })
  replacedBy?: string;
}

@ObjectType('AttestationEvent', { description: 'One change of how an attestation stands; never rewritten.' })
export class AttestationEventType {
  @Field(() => Int, { description: 'From 1.' })
  number!: number;

  @Field(() => AttestationStateEnum)
  state!: AttestationState;

  @Field(() => InstantScalar)
  since!: string;

  @Field(() => InstantScalar, { description: 'When it was noted.' })
  at!: string;

  @Field(() => [AffectedSentenceType])
  affected!: AffectedSentenceType[];

  @Field(() => DigestScalar, { nullable: true })
  replacedBy?: string;

  @Field(() => DigestScalar, { nullable: true, description: 'The signed withdrawal, which is held as evidence.' })
  withdrawal?: string;
}

export const AttestationEventConnection = connectionType(AttestationEventType, 'AttestationEvent');

@ObjectType('AttestationRecipient', { description: 'Who was handed which bytes, when, for what.' })
export class AttestationRecipientType {
  @Field(() => ID)
  id!: string;

  @Field(() => DigestScalar)
  attestation!: string;

  @Field()
  name!: string;

  @Field()
  organization!: string;

  @Field(() => String, { nullable: true })
  contact?: string;

  @Field(() => String, { nullable: true })
  contract?: string;

  @Field(() => DigestScalar, { description: 'Of what was handed over.' })
  bytes!: string;

  @Field(() => InstantScalar)
  handedOverAt!: string;
}

export const AttestationRecipientConnection = connectionType(AttestationRecipientType, 'AttestationRecipient');

@InputType()
export class WithdrawAttestationInput {
  @Field(() => DigestScalar)
  attestation!: string;

  @Field({ description: 'Signed, and held as evidence.' })
  reason!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The person who asks for it, where the organization signs by two people; who sends this agrees.',
  })
  requestedBy?: string | null;
}

@InputType()
export class HandOverAttestationInput {
  @Field(() => DigestScalar)
  attestation!: string;

  @Field({ description: 'Who received it.' })
  name!: string;

  @Field()
  organization!: string;

  @Field(() => String, { nullable: true })
  contact?: string | null;

  @Field(() => String, { nullable: true })
  contract?: string | null;

  @Field(() => DigestScalar, {
    nullable: true,
    description: 'Of the pack or document that was handed over; absent: the attestation itself.',
  })
  bytes?: string | null;

  @Field(() => InstantScalar, { nullable: true, description: 'Absent: now.' })
  at?: string | null;
}
