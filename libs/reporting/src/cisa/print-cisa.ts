import type { ExportParts } from '../exports/export-parts.js';
import { momentWords } from '../moment-words.js';
import {
  heading,
  list,
  paragraph,
  part,
  printTable,
  type PrintBlock,
  type PrintDocument,
} from '../print/print-document.js';
import { attestationSentence, NOT_SIGNED } from '../signature-words.js';
import { STATUS_WORDS, SYNTHETIC_MARK } from '../status-words.js';
import { DRAFT_MARK, TO_BE_FILLED, type CisaDraft, type DraftField, type DraftStatement } from './cisa-draft.js';
import { fieldWords, overWords, SUPPORT_WORDS } from './cisa-words.js';
import { draftCisaForm } from './draft-cisa-form.js';

/** The draft of the form for paper: its mark stands on every page. @throws AppError invalid EXPORT_FORM_UNRELATED */
export function printCisaDraft(parts: ExportParts): PrintDocument {
  const draft = draftCisaForm(parts);
  const { name, version } = draft.software[0] ?? { name: '', version: '' };
  return {
    title: `${DRAFT_MARK}: ${name} ${version}`,
    subject: `${draft.form.title}, version ${draft.form.version}`,
    creator: draft.basis.verifier,
    date: draft.basis.asOf,
    marks: draft.synthetic ? [DRAFT_MARK, SYNTHETIC_MARK] : [DRAFT_MARK],
    foot: `Draft from the assessment ${draft.basis.assessment}`,
    blocks: [...cover(draft), ...sections(draft), ...draft.statements.flatMap(statementBlocks), ...rest(draft)],
  };
}

function cover({ form, software, basis, statements }: CisaDraft): readonly PrintBlock[] {
  return [
    paragraph(`${form.title}, version ${form.version}`, 'quiet'),
    heading(1, `Draft: ${software.map(({ name, version }) => `${name} ${version}`).join(', ')}`),
    paragraph(`${DRAFT_MARK}. Whoever signs the form signs its own text, not this page.`, 'note'),
    paragraph(supportSentence(statements), 'lead'),
    paragraph(form.standing),
    paragraph(basis.attestation === undefined ? NOT_SIGNED : attestationSentence(basis.attestation), 'quiet'),
    paragraph(
      `Evidence speaks ${basis.period.from === undefined ? '' : `from ${momentWords(basis.period.from)} `}to ${momentWords(basis.period.until)}; what it shows stands by itself to ${momentWords(basis.validity.until)}. Judged by ${basis.verifier}; catalog ${basis.catalog}; mapping ${basis.mapping}. Tasks of the statements: ${form.source}`,
      'quiet',
    ),
  ];
}

/** How many statements evidence carries, and how many it does not, before any detail. */
function supportSentence(statements: readonly DraftStatement[]): string {
  const counts = Object.entries(SUPPORT_WORDS).flatMap(([support, words]) => {
    const count = statements.filter((statement) => statement.support === support).length;
    return count === 0 ? [] : [`${words}: ${count}`];
  });
  return `Of ${statements.length} statements, ${counts.join('; ')}.`;
}

function sections({ sectionOne, sectionTwo, software, statements }: CisaDraft): readonly PrintBlock[] {
  return [
    heading(2, 'Section I: what the attestation is about'),
    fieldTable('Kind and scope', sectionOne),
    printTable(
      'Software',
      [
        ['Name', 4],
        ['Version', 3],
        ['Release or publish date', 4],
      ],
      software.map(({ name, version }) => [name, version, `[ ${TO_BE_FILLED} ]`]),
    ),
    heading(2, 'Section II: the producer and whom to ask'),
    fieldTable('Producer and primary contact', sectionTwo),
    part('Section III: the statements, and what supports them'),
    printTable(
      'Support of each statement by evidence, for the signatory to weigh',
      [
        ['Statement', 2],
        ['In our words', 6],
        ['Support', 3],
        ['Why', 7],
      ],
      statements.map(({ id, words, support, because }) => [id, words, SUPPORT_WORDS[support], because]),
    ),
  ];
}

function statementBlocks({ id, words, over, tasks, gaps, plans }: DraftStatement): readonly PrintBlock[] {
  if (tasks.length === 0) return [];
  return [
    heading(3, `Statement ${id}`),
    paragraph(words, 'quiet'),
    paragraph(`Over time: ${overWords(over)}.`),
    printTable(
      `Tasks that statement ${id} rests on`,
      [
        ['Task', 2],
        ['Status', 3],
        ['Why', 8],
      ],
      tasks.map(({ task, status, why, until }) => [
        task,
        { text: STATUS_WORDS[status].word, status },
        { text: why, ...(until !== undefined && { below: [`changes by itself ${momentWords(until)}`] }) },
      ]),
    ),
    ...(gaps.length === 0 ? [] : [list(gaps.map(({ task, toDo }) => `Gap ${task}: ${toDo}`))]),
    ...(plans.length === 0 ? [] : [paragraph(`Plan items: ${plans.join(', ')}`)]),
  ];
}

function rest({ signature, plans, paths, recipients, notClaimed }: CisaDraft): readonly PrintBlock[] {
  return [
    heading(2, 'Signature'),
    fieldTable('Who signs, and when', signature),
    heading(2, 'Plan of action and milestones'),
    plans.length === 0
      ? paragraph('No plan of action is open.')
      : printTable(
          'Items that are not completed',
          [
            ['Item', 2],
            ['Task', 2],
            ['Weakness, and what mitigates it meanwhile', 6],
            ['Owner', 3],
            ['Milestones', 4],
          ],
          plans.map(({ id, task, weakness, mitigation, owner, due, milestones }) => [
            id,
            task,
            { text: weakness, below: [mitigation] },
            owner,
            {
              text: `due ${due.slice(0, 10)}`,
              below: milestones.map((milestone) => `${milestone.what}: ${milestone.due.slice(0, 10)}`),
            },
          ]),
        ),
    heading(2, 'What else the form leaves open'),
    list(paths),
    heading(2, 'Recipients'),
    recipients.length === 0 ? paragraph('None is registered.') : list(recipients),
    heading(2, 'Not claimed'),
    list(notClaimed),
  ];
}

function fieldTable(caption: string, fields: readonly DraftField[]): PrintBlock {
  return printTable(
    caption,
    [
      ['What is asked', 4],
      ['Answer', 6],
    ],
    fields.map((field) => [field.asks, fieldWords(field)]),
  );
}
