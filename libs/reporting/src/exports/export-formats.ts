import { renderCycloneDx } from './cyclonedx/render-cyclonedx.js';
import { OSCAL_MEDIA_TYPE, OSCAL_MODELS } from './oscal/oscal-models.js';
import { renderOscalAssessmentPlan } from './oscal/assessment-plan.js';
import { renderOscalAssessmentResults } from './oscal/assessment-results.js';
import { renderOscalCatalog } from './oscal/catalog.js';
import { renderOscalPoam } from './oscal/poam.js';
import { renderOscalProfile } from './oscal/profile.js';
import { renderOscalSsp } from './oscal/ssp.js';
import { toUtf8 } from '#kernel';

import { printCisaDraft } from '../cisa/print-cisa.js';
import { renderCisaHtml, renderCisaJson } from '../cisa/render-cisa.js';
import type { PrintDocument } from '../print/print-document.js';
import { printReport } from '../print/print-report.js';
import { renderHtml } from '../render-html.js';
import type { ExportParts } from './export-parts.js';
import { renderCsv } from './render-csv.js';
import { renderJson } from './render-json.js';
import { renderJunitReport } from './render-junit-report.js';
import { renderMarkdownReport } from './render-markdown-report.js';

/** A form in which a report leaves the house. Same parts, same bytes. */
export type ExportFormat = RenderedFormat | PrintedFormat;

interface FormatWords {
  readonly mediaType: string;
  /** Of the file's name, with its dot. */
  readonly extension: `.${string}`;
  /** What it is and whom it is for, in one sentence. */
  readonly what: string;
}

export interface RenderedFormat extends FormatWords {
  readonly render: (parts: ExportParts) => Uint8Array;
}

/** On paper: a printer makes the bytes. */
export interface PrintedFormat extends FormatWords {
  readonly document: (parts: ExportParts) => PrintDocument;
}

/** Every format by its id, in the order in which they are listed. */
export const EXPORT_FORMATS = {
  json: {
    mediaType: 'application/json',
    extension: '.report.json',
    what: 'The report itself as canonical JSON: what is approved and signed.',
    render: renderJson,
  },
  html: {
    mediaType: 'text/html; charset=utf-8',
    extension: '.html',
    what: 'The report as one accessible page that needs nothing else and prints well.',
    render: ({ report, attestation }: ExportParts) => toUtf8(renderHtml(report, attestation)),
  },
  pdf: {
    mediaType: 'application/pdf',
    extension: '.pdf',
    what: 'The report on paper.',
    document: ({ report, attestation }: ExportParts) => printReport(report, attestation),
  },
  csv: {
    mediaType: 'text/csv; charset=utf-8; header=present',
    extension: '.csv',
    what: 'One line for each control, for spreadsheets.',
    render: renderCsv,
  },
  markdown: {
    mediaType: 'text/markdown; charset=utf-8',
    extension: '.md',
    what: 'The report for a wiki or a job summary.',
    render: renderMarkdownReport,
  },
  junit: {
    mediaType: 'application/xml',
    extension: '.junit.xml',
    what: 'One test case for each control, for build servers.',
    render: renderJunitReport,
  },
  'oscal-assessment-results': {
    mediaType: OSCAL_MEDIA_TYPE,
    extension: OSCAL_MODELS['assessment-results'].extension,
    what: 'OSCAL 1.2 findings, observations and risks; imports the plan.',
    render: renderOscalAssessmentResults,
  },
  'oscal-assessment-plan': {
    mediaType: OSCAL_MEDIA_TYPE,
    extension: OSCAL_MODELS['assessment-plan'].extension,
    what: 'OSCAL 1.2: what was assessed, by what; imports the system security plan.',
    render: renderOscalAssessmentPlan,
  },
  'oscal-ssp': {
    mediaType: OSCAL_MEDIA_TYPE,
    extension: OSCAL_MODELS.ssp.extension,
    what: 'OSCAL 1.2: the release as a system, a stub that names its artifacts; imports the profile.',
    render: renderOscalSsp,
  },
  'oscal-profile': {
    mediaType: OSCAL_MEDIA_TYPE,
    extension: OSCAL_MODELS.profile.extension,
    what: 'OSCAL 1.2: the whole catalog, selected; imports it.',
    render: renderOscalProfile,
  },
  'oscal-catalog': {
    mediaType: OSCAL_MEDIA_TYPE,
    extension: OSCAL_MODELS.catalog.extension,
    what: 'OSCAL 1.2: the controls that were judged.',
    render: renderOscalCatalog,
  },
  'oscal-poam': {
    mediaType: OSCAL_MEDIA_TYPE,
    extension: OSCAL_MODELS.poam.extension,
    what: 'OSCAL 1.2: plans of action, and what is open without one; imports the system security plan.',
    render: renderOscalPoam,
  },
  cyclonedx: {
    mediaType: 'application/vnd.cyclonedx+json; version=1.7',
    extension: '.cdx.json',
    what: 'CycloneDX 1.7 attestations: claims, evidence, conformance with confidence.',
    render: renderCycloneDx,
  },
  cisa: {
    mediaType: 'application/json',
    extension: '.cisa-draft.json',
    what: 'The CISA secure software development attestation form as a draft for its signatory, as data.',
    render: renderCisaJson,
  },
  'cisa-html': {
    mediaType: 'text/html; charset=utf-8',
    extension: '.cisa-draft.html',
    what: 'The same draft as a page.',
    render: renderCisaHtml,
  },
  'cisa-pdf': {
    mediaType: 'application/pdf',
    extension: '.cisa-draft.pdf',
    what: 'The same draft on paper.',
    document: printCisaDraft,
  },
} as const satisfies Readonly<Record<string, ExportFormat>>;

export type ExportFormatId = keyof typeof EXPORT_FORMATS;
export const EXPORT_FORMAT_IDS = Object.keys(EXPORT_FORMATS) as readonly ExportFormatId[];
