import { tasksOf } from '../../report.js';
import type { ExportParts } from '../export-parts.js';
import { uuidOf } from '../uuid.js';
import { renderOscalAssessmentPlan } from './assessment-plan.js';
import { finding } from './finding.js';
import { observationNames, observations } from './observation.js';
import {
  documentBytes,
  evidenceResource,
  importOf,
  listed,
  metadata,
  props,
  type OscalObject,
} from './oscal-document.js';
import { NAMESPACE } from './oscal-models.js';
import { moment, prose, token } from './oscal-text.js';
import { risks } from './risk.js';

/** Findings, observations and risks of one judgement. */
export function renderOscalAssessmentResults(parts: ExportParts): Uint8Array {
  const { href, resource } = importOf(parts, 'assessment-plan', renderOscalAssessmentPlan(parts));
  return documentBytes('assessment-results', {
    metadata: metadata(parts, 'Assessment results'),
    'import-ap': { href },
    results: [result(parts)],
    'back-matter': { resources: [resource, ...evidenceNamed(parts)] },
  });
}

function evidenceNamed({ report }: ExportParts): readonly OscalObject[] {
  const cited = tasksOf(report.groups).flatMap(({ evidence }) => evidence);
  return [...new Set([...report.evidence.map(({ digest }) => digest), ...cited])].map(evidenceResource);
}

function result(parts: ExportParts): OscalObject {
  const { report } = parts;
  const tasks = tasksOf(report.groups);
  const observationOf = observationNames(parts);
  return {
    uuid: uuidOf('result', report.assessment),
    title: `${prose(report.catalog.title)} ${prose(report.catalog.version)}`,
    description: `${report.claimed.map(prose).join(' ')} By ${prose(report.verifier)}, as of ${report.asOf}.`,
    start: moment(report.period.from ?? report.asOf),
    end: moment(report.period.until),
    props: resultProps(parts),
    'reviewed-controls': {
      'control-selections': [{ 'include-controls': tasks.map(({ id }) => ({ 'control-id': token(id) })) }],
    },
    attestations: [
      { parts: report.notClaimed.map((sentence) => ({ name: 'not-claimed', ns: NAMESPACE, prose: prose(sentence) })) },
    ],
    ...listed('observations', observations(parts, observationOf)),
    ...listed('risks', risks(parts)),
    findings: tasks.map((task) => finding(parts, task, observationOf)),
  };
}

function resultProps({ report }: ExportParts): readonly OscalObject[] {
  const { input, assessment, asOf, knownAt, policy, population, mapping, trustRoots } = report;
  return [
    ...props({ input, assessment, 'as-of': asOf, 'known-at': knownAt, policy, 'population-source': population.source }),
    ...mapping.names.flatMap(({ id, version, digest }) => props({ mapping: `${id} ${version} ${digest}` })),
    ...trustRoots.flatMap(({ name, digest, stale }) =>
      props({ 'trust-root': `${name} ${digest}${stale ? ' past its expiry' : ''}` }),
    ),
    ...report.layers.flatMap(({ control, aspect, direction, layer }) =>
      props({ 'layer-change': `${direction} ${control} ${aspect} ${layer}` }),
    ),
  ];
}
