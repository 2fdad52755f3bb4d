import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { NoSchemaIntrospectionCustomRule, type GraphQLError } from 'graphql';

import { AccessGuard } from './access/access.guard.js';
import { ApiOptionsToken, type ApiOptions } from './api-options.js';
import { AssessmentResolver, ReleaseAssessmentResolver } from './assessment/assessment.resolver.js';
import { AttestationDraftController } from './attestation-draft/attestation-draft.controller.js';
import {
  AttestationApprovalResolver,
  AttestationDraftResolver,
  DraftedAttestationResolver,
} from './attestation-draft/attestation-draft.resolver.js';
import { AttestationController } from './attestation/attestation.controller.js';
import { AttestationResolver } from './attestation/attestation.resolver.js';
import {
  AttestationRecipientResolver,
  AttestationStandingResolver,
} from './attestation-standing/attestation-standing.resolver.js';
import { PublicStatusController } from './attestation-standing/public-status.controller.js';
import { CatalogResolver } from './catalog/catalog.resolver.js';
import { ComparisonResolver } from './comparison/comparison.resolver.js';
import { DecisionResolver } from './decision/decision.resolver.js';
import { ErrorLogToken, type ErrorLog } from './errors/error-log.js';
import { formatGraphqlError } from './errors/graphql-error-formatter.js';
import { ProblemFilter } from './errors/problem.filter.js';
import { publicErrorOf } from './errors/public-error.js';
import { EvidenceController } from './evidence/evidence.controller.js';
import { EvidenceResolver } from './evidence/evidence.resolver.js';
import { EvidenceKeepingResolver } from './evidence-keeping/evidence-keeping.resolver.js';
import { ExplanationResolver } from './explanation/explanation.resolver.js';
import { ExplorerController } from './explorer/explorer.controller.js';
import { ExportController } from './export/export.controller.js';
import { GapPlanResolver } from './gap-plan/gap-plan.resolver.js';
import { documentLimits } from './graphql/document-limits.js';
import { HealthController } from './health/health.controller.js';
import { ReadinessToken, type Readiness } from './health/readiness.js';
import { InvitationController } from './people/invitation.controller.js';
import { IntakeController } from './intake/intake.controller.js';
import { IntakeResolver } from './intake/intake.resolver.js';
import { OrganizationController } from './organization/organization.controller.js';
import { MappingResolver } from './mapping/mapping.resolver.js';
import { OrganizationResolver } from './organization/organization.resolver.js';
import { ItemResultResolver } from './item-result/item-result.resolver.js';
import { ProductResultResolver } from './product-result/product-result.resolver.js';
import { ProductResolver } from './product/product.resolver.js';
import { CompromiseResolver } from './compromise/compromise.resolver.js';
import { BindingGrantResolver, PersonResolver } from './people/person.resolver.js';
import { PlanOfActionResolver } from './plan-of-action/plan-of-action.resolver.js';
import { ControlExplanationRecipesResolver, GapStepRecipesResolver, RecipeResolver } from './recipe/recipe.resolver.js';
import { ProfileResolver } from './profile/profile.resolver.js';
import { ProductReleasesResolver, ReleaseResolver } from './release/release.resolver.js';
import { SampleResolver } from './sample/sample.resolver.js';
import { SessionController } from './session/session.controller.js';
import { SimulationResolver } from './simulation/simulation.resolver.js';
import { TokenResolver } from './token/token.resolver.js';
import { TrustPolicyController } from './trust/trust-policy.controller.js';
import { TrustResolver } from './trust/trust.resolver.js';
import { UseCasesToken, type UseCases } from './use-cases.js';
import { WebController } from './web/web.controller.js';

/** What the door needs from the process that opens it. */
export interface ApiParts {
  readonly useCases: UseCases;
  readonly options: ApiOptions;
  readonly readiness: Readiness;
  readonly errorLog: ErrorLog;
}

export const RESOLVERS = [
  AssessmentResolver,
  AttestationApprovalResolver,
  AttestationDraftResolver,
  AttestationRecipientResolver,
  AttestationResolver,
  AttestationStandingResolver,
  BindingGrantResolver,
  CatalogResolver,
  ComparisonResolver,
  ControlExplanationRecipesResolver,
  DecisionResolver,
  DraftedAttestationResolver,
  EvidenceKeepingResolver,
  EvidenceResolver,
  ExplanationResolver,
  GapPlanResolver,
  GapStepRecipesResolver,
  IntakeResolver,
  MappingResolver,
  OrganizationResolver,
  PersonResolver,
  CompromiseResolver,
  PlanOfActionResolver,
  ProductReleasesResolver,
  ProductResolver,
  ItemResultResolver,
  ProductResultResolver,
  ProfileResolver,
  RecipeResolver,
  ReleaseAssessmentResolver,
  ReleaseResolver,
  SampleResolver,
  SimulationResolver,
  TokenResolver,
  TrustResolver,
];
export const CONTROLLERS = [
  AttestationController,
  AttestationDraftController,
  EvidenceController,
  ExplorerController,
  ExportController,
  HealthController,
  IntakeController,
  InvitationController,
  OrganizationController,
  PublicStatusController,
  SessionController,
  TrustPolicyController,
  WebController,
];

@Module({})
export class ApiModule {
  static with(parts: ApiParts): DynamicModule {
    return {
      module: ApiModule,
      imports: [GraphQLModule.forRoot<MercuriusDriverConfig>(graphqlOptions(parts))],
      controllers: CONTROLLERS,
      providers: [
        ...RESOLVERS,
        { provide: UseCasesToken, useValue: parts.useCases },
        { provide: ApiOptionsToken, useValue: parts.options },
        { provide: ReadinessToken, useValue: parts.readiness },
        { provide: ErrorLogToken, useValue: parts.errorLog },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}

function graphqlOptions({ options, errorLog }: ApiParts): MercuriusDriverConfig {
  return {
    driver: MercuriusDriver,
    autoSchemaFile: true,
    sortSchema: true,
    path: '/graphql',
    graphiql: false, // served from our own files by the explorer
    jit: 1,
    allowBatchedQueries: false,
    validationRules: [documentLimits, ...(options.explorer ? [] : [NoSchemaIntrospectionCustomRule])],
    additionalRouteOptions: { bodyLimit: 256 * 1024 },
    context: (request: { id: string }) => ({ req: request }),
    errorFormatter: (execution, context) => {
      const requestId = (context as { reply?: { request: { id: string } } }).reply?.request.id ?? '';
      const errors = execution.errors.flatMap(unfold);
      return {
        statusCode: statusOf(execution.data, errors),
        response: {
          data: execution.data ?? null,
          errors: errors.map((error) => formatGraphqlError(error, requestId, errorLog)),
        },
      };
    },
  } as MercuriusDriverConfig;
}

/** A request that never became an operation answers with the status of its error; an operation answers 200. */
function statusOf(data: unknown, errors: readonly GraphQLError[]): number {
  const [first] = errors;
  if ((data ?? undefined) !== undefined || first === undefined || first.path !== undefined) return 200;
  return first.originalError === undefined ? 400 : publicErrorOf(first.originalError).answer.http;
}

/** Mercurius wraps validation errors of one document in a single error. */
function unfold(error: GraphQLError): readonly GraphQLError[] {
  const inner = (error.originalError as { errors?: readonly GraphQLError[] } | undefined)?.errors;
  return inner === undefined ? [error] : inner;
}
