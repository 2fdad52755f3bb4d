import { Module, type DynamicModule } from '@nestjs/common';

import { EvaluateDependentsProcessor } from './evaluate-dependents.processor.js';
import { EvaluateReleaseProcessor } from './evaluate-release.processor.js';
import { EvaluateScopeProcessor } from './evaluate-scope.processor.js';
import { FinishAttestationProcessor } from './finish-attestation.processor.js';
import { KeepEvidenceProcessor } from './keep-evidence.processor.js';
import { Processors, type Processor } from './processor.js';
import { ProcessorTable } from './processor-table.js';
import { ReconcilerService } from './reconciler.service.js';
import { RelayService } from './relay.service.js';
import { ReevaluateReleaseProcessor } from './reevaluate-release.processor.js';
import { ReverifyEvidenceProcessor } from './reverify-evidence.processor.js';
import { ReverifyOrganizationProcessor } from './reverify-organization.processor.js';
import { SequenceIntakeProcessor } from './sequence-intake.processor.js';
import { VerifyEvidenceProcessor } from './verify-evidence.processor.js';
import { WatchAttestationsProcessor } from './watch-attestations.processor.js';
import {
  DoorbellToken,
  KeepingIntervalToken,
  LogToken,
  RelayToken,
  UseCasesToken,
  type WorkerParts,
} from './worker-parts.js';

const KEEPING_INTERVAL_HOURS = 24;

const PROCESSORS = [
  VerifyEvidenceProcessor,
  ReverifyEvidenceProcessor,
  ReverifyOrganizationProcessor,
  EvaluateReleaseProcessor,
  ReevaluateReleaseProcessor,
  EvaluateScopeProcessor,
  EvaluateDependentsProcessor,
  SequenceIntakeProcessor,
  FinishAttestationProcessor,
  KeepEvidenceProcessor,
  WatchAttestationsProcessor,
];

@Module({})
export class WorkerModule {
  static with({
    useCases,
    doorbell,
    relay,
    logger,
    keepingIntervalHours = KEEPING_INTERVAL_HOURS,
  }: WorkerParts): DynamicModule {
    return {
      module: WorkerModule,
      providers: [
        { provide: UseCasesToken, useValue: useCases },
        { provide: DoorbellToken, useValue: doorbell },
        { provide: RelayToken, useValue: relay },
        { provide: LogToken, useValue: logger },
        { provide: KeepingIntervalToken, useValue: keepingIntervalHours },
        ...PROCESSORS,
        { provide: Processors, useFactory: (...all: Processor[]) => all, inject: PROCESSORS },
        ProcessorTable,
        RelayService,
        ReconcilerService,
      ],
    };
  }
}
