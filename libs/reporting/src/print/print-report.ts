import type { ExportedAttestation } from '../exports/export-parts.js';
import { momentWords } from '../moment-words.js';
import type { Report } from '../report.js';
import { printCoverage, printFreshness } from './coverage.js';
import { printCover } from './cover.js';
import { printDecisions, printNextSteps, printPlans } from './decisions.js';
import { printEvidence } from './evidence.js';
import { printHowToVerify, printMethod } from './method.js';
import { SYNTHETIC_MARK } from '../status-words.js';
import type { PrintDocument } from './print-document.js';
import { printTasks } from './tasks.js';

/** The whole report for paper. Same report and attestation, same document. */
export function printReport(report: Report, attestation?: ExportedAttestation): PrintDocument {
  const { scope, catalog } = report;
  return {
    title: `${scope.product} ${scope.release}: secure software development assessment`,
    subject: `${scope.organization}, ${catalog.title} ${catalog.version}, as of ${momentWords(report.asOf)}`,
    creator: report.verifier,
    date: report.asOf,
    marks: report.synthetic ? [SYNTHETIC_MARK] : [],
    foot:
      attestation === undefined ? `Not signed. Assessment ${report.assessment}` : `Attestation ${attestation.digest}`,
    blocks: [
      ...printCover(report, attestation),
      ...printCoverage(report),
      ...printFreshness(report),
      ...printNextSteps(report),
      ...printDecisions(report.decisions),
      ...printPlans(report.plans),
      ...printTasks(report),
      ...printEvidence(report),
      ...printMethod(report),
      ...printHowToVerify(report, attestation),
    ],
  };
}
