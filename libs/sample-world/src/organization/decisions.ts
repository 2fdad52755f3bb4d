import { addDays, toUtf8 } from '#kernel';

import type { Scene } from './scene.js';
import type { SampleDecision } from './world.js';

interface Paper {
  readonly controls: readonly string[];
  readonly title: string;
  readonly statement: string;
  /** Days before now at which it came into force. */
  readonly daysOld: number;
}

const PAPERS: readonly Paper[] = [
  {
    controls: ['PO.1.1', 'PO.1.2'],
    title: 'secure-development-policy',
    statement: 'The policy covers all code and infrastructure and was reviewed this spring.',
    daysOld: 200,
  },
  {
    controls: ['PO.2.1', 'PO.2.2'],
    title: 'roles-and-training',
    statement: 'Roles are assigned; everybody in them finished this year’s training.',
    daysOld: 150,
  },
  {
    controls: ['PO.2.3'],
    title: 'management-commitment',
    statement: 'The managing director has committed to this programme in writing.',
    daysOld: 150,
  },
  {
    controls: ['PW.1.1', 'PW.2.1'],
    title: 'threat-model',
    statement: 'The threat model was updated for this release and reviewed by somebody who did not write it.',
    daysOld: 25,
  },
  {
    controls: ['RV.3.1'],
    title: 'root-causes',
    statement: 'The cause of each confirmed vulnerability is on record.',
    daysOld: 60,
  },
  {
    controls: ['PW.1.2'],
    title: 'design-decisions-of-last-year',
    statement: 'Design decisions were on record when this was written; nobody has looked since.',
    daysOld: 400,
  },
];

/** What people say about the flagship: papers that hold for a year (one of them run out), a waiver, a plan, a not-applicable. */
export function flagshipDecisions(scene: Scene): SampleDecision[] {
  const scope = { product: scene.product.slug, release: scene.version };
  return [
    ...PAPERS.map((paper) => humanEvidence(scene, scope, paper)),
    {
      kind: 'waiver',
      scope,
      control: 'PO.5.2',
      reason: 'New laptops with verified boot arrive in spring.',
      compensatingControl: 'Code is written in isolated cloud workspaces until then.',
      requester: 'Robin Sample',
      approver: 'Kim Sample',
      validUntil: addDays(scene.now, 120),
    },
    {
      kind: 'plan-of-action',
      scope,
      id: 'POAM-2026-3',
      control: 'PO.5.1',
      weakness: 'Builds of the firmware share machines with other builds.',
      detectedOn: addDays(scene.now, -40),
      owner: 'Kim Sample',
      mitigation: 'The machines are wiped after each firmware build.',
      milestones: [
        { what: 'Order separate machines.', due: addDays(scene.now, -10), completedOn: addDays(scene.now, -12) },
        { what: 'Move the firmware builds.', due: addDays(scene.now, 60) },
      ],
      due: addDays(scene.now, 75),
    },
    {
      kind: 'not-applicable',
      scope,
      control: 'PO.1.3',
      reason: 'The product contains no commercial third-party components.',
      requester: 'Robin Sample',
      approver: 'Kim Sample',
    },
  ];
}

function humanEvidence(scene: Scene, scope: SampleDecision['scope'], paper: Paper): SampleDecision {
  const { controls, title, statement, daysOld } = paper;
  const validFrom = addDays(scene.now, -daysOld);
  return {
    kind: 'human-evidence',
    scope,
    controls,
    statement,
    owner: 'Robin Sample',
    reviewer: 'Kim Sample',
    collected: addDays(validFrom, -3),
    document: { name: `${title}.txt`, bytes: toUtf8(`SYNTHETIC ${title}\n${statement}\n`) },
    validFrom,
    validUntil: addDays(validFrom, 365),
  };
}
