import { PLAN_PROBLEMS } from '#compliance';

import { openTasks } from '../open-tasks.js';
import { stateWords } from '../plan-words.js';
import type { Report } from '../report.js';
import { statusCell } from './coverage.js';
import { heading, paragraph, printTable, type PrintBlock } from './print-document.js';

/** What is not settled, gravest first, each with what to do. */
export function printNextSteps(report: Report): readonly PrintBlock[] {
  const open = openTasks(report);
  if (open.length === 0) return [heading(2, 'What to do next'), paragraph('Every task is settled as of this report.')];
  return [
    heading(2, 'What to do next'),
    printTable(
      `${open.length} tasks are not settled; the gravest first`,
      [
        ['Task', 2],
        ['Status', 3],
        ['What to do', 10],
      ],
      open.map((task) => [task.id, statusCell(task.status), { text: task.nextAction, below: [task.remedy] }]),
    ),
  ];
}

export function printDecisions(decisions: Report['decisions']): readonly PrintBlock[] {
  if (decisions.length === 0) {
    return [
      heading(2, 'Waivers, statements and plans'),
      paragraph('No statement, waiver or decision by a person bears on this release.'),
    ];
  }
  return [
    heading(2, 'Waivers, statements and plans'),
    printTable(
      'Statements by people: self-attested, waived, not applicable',
      [
        ['Tasks', 3],
        ['Kind', 3],
        ['Statement', 7],
        ['By', 4],
        ['Valid', 3],
      ],
      decisions.map(({ controls, kind, text, by, from, until }) => [
        controls.join(', '),
        kind,
        text,
        by,
        `${from.slice(0, 10)} ${until === undefined ? 'until withdrawn' : `to ${until.slice(0, 10)}`}`,
      ]),
    ),
  ];
}

export function printPlans(plans: Report['plans']): readonly PrintBlock[] {
  if (plans.length === 0) return [paragraph('No plan of action is open.')];
  return [
    printTable(
      'Plan of action and milestones: what is promised changes no status',
      [
        ['Task', 2],
        ['Item', 2],
        ['Weakness, and what is done meanwhile', 7],
        ['Owner', 3],
        ['When', 4],
      ],
      plans.map((item) => [
        item.plan.control,
        item.id,
        { text: item.plan.weakness, below: [item.plan.mitigation] },
        item.plan.owner,
        {
          text: stateWords(item),
          below: [
            `${item.late} of ${item.plan.milestones.length} milestones late`,
            ...item.problems.map((problem) => PLAN_PROBLEMS[problem]),
          ],
        },
      ]),
    ),
  ];
}
